"""Shared folders of an office. Everybody works through `Folders.act(user, request)`.

A rule gives a user or `*` a right on a folder and all below it; the nearest rule above a document
decides, and at the same folder a rule for the user comes before one for everybody. Rights, from
least: `none`, `read`, `edit`. Who may edit a folder may add to it and rename what is in it.
"""

RIGHTS = ["none", "read", "edit"]


class Refused(Exception):
    """The user may not do that, or it cannot be done."""


class Folders:
    def __init__(self, documents, rules):
        """`documents`: path to text. `rules`: path to a dict of user to right."""
        self.documents = dict(documents)
        self.rules = {path: dict(rights) for path, rights in rules.items()}

    def act(self, user, request):
        """A request: `{"do": "list" | "read" | "write" | "rename", "path": ..., ...}`."""
        path = normal(request["path"])
        action = {
            "list": self.list,
            "read": self.read,
            "write": self.write,
            "rename": self.rename,
        }[request["do"]]
        return action(user, path, request)

    def list(self, user, path, _request):
        inside = [p for p in self.documents if is_below(p, path)]
        return sorted(p for p in inside if self.may(user, "read", p))

    def read(self, user, path, _request):
        self.demand(user, "read", path)
        if path not in self.documents:
            raise Refused("no such document")
        return self.documents[path]

    def write(self, user, path, request):
        self.demand(user, "edit", parent(path))
        if path in self.documents:
            self.demand(user, "edit", path)
        if any(is_below(p, path) for p in self.documents):
            raise Refused("that is a folder")
        self.documents[path] = str(request["text"])
        return "written"

    def rename(self, user, path, request):
        """Gives a document or folder another name in the same folder."""
        name = str(request["name"])
        target = parent(path) + "/" + name
        if name == "" or "/" in name or self.exists(target):
            raise Refused("that name cannot be used")
        self.demand(user, "edit", parent(path))
        self.demand(user, "edit", path)
        self.documents = {moved(p, path, target): t for p, t in self.documents.items()}
        self.rules[target] = self.rules.pop(path, {})
        for below in [p for p in self.rules if parent(p) == path]:
            self.rules[moved(below, path, target)] = self.rules.pop(below)
        return "renamed"

    def exists(self, path):
        return any(p == path or is_below(p, path) for p in self.documents)

    def demand(self, user, right, path):
        if not self.may(user, right, path):
            raise Refused(f"{user} may not {right} {path}")

    def may(self, user, right, path):
        while True:
            here = self.rules.get(path, {})
            if user in here or "*" in here:
                given = here.get(user, here.get("*"))
                return RIGHTS.index(given) >= RIGHTS.index(right)
            if path == "":
                return False
            path = parent(path)


def normal(path):
    parts = str(path).split("/")[1:]
    if not str(path).startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise Refused("that is not a path")
    return "/" + "/".join(parts)


def parent(path):
    return path.rsplit("/", 1)[0]


def is_below(path, folder):
    return path.startswith(folder + "/")


def moved(path, old, new):
    return new + path[len(old):] if path == old or is_below(path, old) else path
