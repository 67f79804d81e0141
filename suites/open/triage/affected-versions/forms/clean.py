"""Where sign-in goes on to."""

from urllib.parse import unquote

LINK_MAX = 200


def next_page(link):
    """The page asked for, decoded once, when it is on this site; otherwise the home page."""
    link = unquote(link.strip())[:LINK_MAX]
    return link if is_page(link) else "/home"


def is_page(link):
    return link[:1] == "/" and "://" not in link
