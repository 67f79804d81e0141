"""Recipes by name, in this run's numbers; run as a program, it has one printed: `recipes.py NAME`."""

import os
import re
import sys

header = open("/target/kinds.h", encoding="utf-8").read()
GROUP, NAME, STEP, AMOUNT, NAME_BYTES = (
    int(re.search(rf"\b{word} = (\d+)", header)[1])
    for word in ["GROUP", "NAME", "STEP", "AMOUNT", "NAME_BYTES"]
)


def element(kind, content, length=None):
    return bytes([kind]) + (len(content) if length is None else length).to_bytes(2, "little") + content


def nested(depth, content):
    return content if depth == 0 else element(GROUP, nested(depth - 1, content))


soup = element(NAME, b"Soup") + element(STEP, b"Chop.") + element(AMOUNT, b"\x2c\x01")
RECIPES = {
    "soup": soup,
    "dinner": element(GROUP, soup + element(GROUP, element(STEP, b"Serve at once."))) + soup,
    "full-name": element(NAME, b"N" * NAME_BYTES),
    "deep": nested(12, soup),
    "empty": element(GROUP, b"") + element(STEP, b"") + element(NAME, b""),
    "unknown": element(0, b"later") + soup,
    "nothing": b"",
    "cut-header": soup + b"\x01",
    "long-name": element(NAME, b"N" * (NAME_BYTES + 40)),
    "long-step": element(GROUP, element(STEP, b"Chop.", length=4000)),
    "long-group": element(GROUP, element(STEP, b"Chop.") * 3, length=3000),
    "half-amount": soup + element(AMOUNT, b"\x01"),
}

if __name__ == "__main__":
    with open("/tmp/recipe", "wb") as file:
        file.write(RECIPES[sys.argv[1]])
    os.execv("/target/recipe", ["recipe", "/tmp/recipe"])
