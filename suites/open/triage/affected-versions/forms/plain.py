"""Where sign-in goes on to."""

import re
from urllib.parse import unquote

LINK_MAX = 200


def next_page(link):
    """The page asked for, decoded once, when it is on this site; otherwise the home page."""
    link = unquote(link.strip())[:LINK_MAX]
    return link if is_page(link) else "/home"


def is_page(link):
    return re.fullmatch(r"/([A-Za-z0-9._~?&=#%-][A-Za-z0-9._~?&=#%/-]*)?", link) is not None
