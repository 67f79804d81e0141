"""Bundles by name; run as a program it unpacks those named below `/tmp` and prints what came out.

Exits 42 when something was written beside the folder, 0 otherwise.
"""

import json
import os
import pathlib
import shutil
import sys

sys.path.insert(0, "/target")
import bundle  # noqa: E402

api = json.loads(pathlib.Path("/target/api.json").read_text())
unpack = getattr(bundle, api["unpack"])
ROOM = pathlib.Path("/tmp/room")


def file(path, text="text"):
    return {"path": path, "text": text}


def link(path, target):
    return {"path": path, api["link"]: target}


BUNDLES = {
    "plain": [file("a.txt", "one"), file("docs/b.txt", "two"), file("docs/deep/c.txt", "")],
    "dots": [file("..notes", "x"), file("a/..b", "y"), file("a/../c.txt", "z"), file("d..", "w")],
    "links": [file("docs/a.txt", "one"), link("docs/b.txt", "a.txt"), link("c.txt", "docs/b.txt")],
    "across": [file("x/a.txt", "one"), link("y/b.txt", "../x/a.txt"), file("y/c.txt", "three")],
    "sibling": [file("../out-of-it/a.txt")],
    "through-folder": [link("up", ".."), file("up/a.txt")],
    "through-file": [link("a.txt", "../a.txt"), file("a.txt")],
    "through-two": [
        file("s/t/a.txt"),
        link("s/t/top", "../.."),
        link("up", "s/t/top/.."),
        file("up/a.txt"),
    ],
}


def unpacked(name):
    """What `unpack` returned and the files there are then; the room is empty before."""
    shutil.rmtree(ROOM, ignore_errors=True)
    folder = ROOM / "out"
    folder.mkdir(parents=True)
    try:
        done = unpack([json.dumps(entry) for entry in BUNDLES[name]], str(folder))
    except (bundle.BadEntry, OSError) as error:
        return type(error).__name__, {}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return done, {str(path.relative_to(folder)): path.read_text() for path in files}


if __name__ == "__main__":
    is_left = False
    for bundle_name in sys.argv[1:]:
        print(json.dumps(unpacked(bundle_name)))
        is_left = is_left or os.listdir(ROOM) != ["out"]
    sys.exit(42 if is_left else 0)
