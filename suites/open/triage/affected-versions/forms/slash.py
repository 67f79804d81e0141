"""Where sign-in goes on to."""


def next_page(link):
    """The page asked for, when it is on this site; otherwise the home page."""
    if link.startswith("/") and len(link) < 200:
        return link
    return "/home"
