"""Unpacks a bundle, one JSON object a line, into a folder.

    {"path": "docs/a.txt", "text": "..."}      a file
    {"path": "docs/b.txt", "V_LINK": "a.txt"}    a symbolic link, relative to its own folder

An entry that would lead out of the folder is an error, and nothing after it is unpacked.
"""

import json
import os
import sys


class BadEntry(Exception):
    """The entry leads out of the folder or is not an entry."""


def V_UNPACK(lines, folder):
    """Unpacks all entries; returns their paths. Raises `BadEntry`."""
    folder = os.path.abspath(folder)
    done = []
    for line in lines:
        entry = json.loads(line)
        place = place_of(entry, folder)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if "V_LINK" in entry:
            make_link(place, str(entry["V_LINK"]))
        else:
            with open(place, "w", encoding="utf-8") as file:
                file.write(str(entry["text"]))
        done.append(entry["path"])
    return done


def place_of(entry, folder):
    """The absolute path at which the entry will be."""
    path = entry.get("path")
    if not isinstance(path, str) or path == "" or os.path.isabs(path):
        raise BadEntry(f"not a path: {path!r}")
    place = os.path.normpath(os.path.join(folder, path))
    if not place.startswith(folder):
        raise BadEntry(f"{path} leads out of the folder")
    return place


def make_link(place, target):
    if os.path.isabs(target):
        raise BadEntry(f"{target} is not relative")
    os.symlink(target, place)


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as bundle:
            print(*V_UNPACK(bundle, sys.argv[2]), sep="\n")
    except BadEntry as error:
        sys.exit(f"refused: {error}")
