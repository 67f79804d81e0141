"""Serves the files of one public folder. A request is a dict with `method`, `path` and `query`."""

import posixpath

PUBLIC = "/srv/V_SHARE/public"
PARAMETER = "V_PARAMETER"


class FileShare:
    """`files` maps absolute paths to text; it stands for the disk of the host."""

    def __init__(self, files):
        self.files = files

    def handle(self, request):
        if request.get("method") != "GET":
            return {"status": 405, "body": "only GET"}
        if request.get("path") == "/list":
            return {"status": 200, "body": "\n".join(self.listing())}
        if request.get("path") == "/download":
            return self.download(str(request.get("query", {}).get(PARAMETER, "")))
        return {"status": 404, "body": "no such page"}

    def listing(self):
        start = PUBLIC + "/"
        return sorted(path[len(start):] for path in self.files if path.startswith(start))

    def download(self, name):
        path = posixpath.normpath(PUBLIC + "/" + clean(name))
        if path not in self.files:
            return {"status": 404, "body": "no such file"}
        return {"status": 200, "body": self.files[path]}


def clean(name):
    """The name as a path below the public folder."""
    name = name.replace("\\", "/")
    name = name.replace("../", "")
    return name.lstrip("/")
