"""Draws from the run's seed, and writes what was drawn into files. The same in every task."""

import hashlib
import os
import pathlib
import re


def digest(what):
    return hashlib.sha256(f"{os.environ['SEED']} {what}".encode()).digest()


def draw(what, choices):
    """One of a list or range, for this run; `what` keeps two draws apart."""
    return choices[int.from_bytes(digest(what)[:6], "big") % len(choices)]


def shuffled(what, items):
    """All of a list, in this run's order."""
    return sorted(items, key=lambda item: digest(f"{what} {item}"))


def fill(words, folder="."):
    """Puts this run's words in the place of their names (`V_MARK`) in every file of a folder."""
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            filled = re.sub("V_[A-Z][A-Z_]*", lambda name: str(words[name[0]]), text)
            path.write_text(filled, encoding="utf-8")
