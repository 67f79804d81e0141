"""Where sign-in goes on to."""

PAGES = ("/home", "/mail", "/calendar")


def next_page(link):
    """The page asked for, when it is one of ours; otherwise the home page."""
    return link if link in PAGES else PAGES[0]
