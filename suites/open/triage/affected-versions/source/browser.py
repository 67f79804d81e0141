"""Where a browser on our site goes for a link, by the URL standard: the other host, or None."""

HOME = "intranet.example"


def host_of(link):
    link = link.strip(" \t\r\n\f").replace("\t", "").replace("\r", "").replace("\n", "")
    head, colon, rest = link.partition(":")
    if colon and head.isalpha():
        if head.lower() not in ("http", "https"):
            return None
        link = "//" + rest.replace("\\", "/").lstrip("/")
    link = link.replace("\\", "/")
    if not link.startswith("//"):
        return None
    host = link.lstrip("/").split("/")[0].split("?")[0].split("#")[0].split("@")[-1].lower()
    return None if host in ("", HOME) else host
