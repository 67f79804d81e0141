"""The shop's console. One connection is one command:

    pages                  every page and the statement it asks the store
    set PAGE STATEMENT     gives a page another statement
    password NEW           the password it signs in to the store with
    open LINK              what the shop would send to the store for such a link
    image                  what a restart brings back: pages and password
    freeze                 makes what is now the image
    restart                starts from the image

In a statement, `{NAME}` is the link's parameter as it came; `{NAME:text}` has it as a quoted text, its
apostrophes doubled; `{NAME:number}` and `{NAME:field}` refuse what is not one.
"""

import json
import pathlib
import re
import sys
from urllib.parse import parse_qs

STATE = pathlib.Path("shop.json")


def value_of(given, mode):
    if mode == "text":
        return "'" + given.replace("'", "''") + "'"
    if mode == "number" and not given.isdecimal():
        raise ValueError(f"{given} is not a number")
    if mode == "field" and re.fullmatch("[a-z_]+", given) is None:
        raise ValueError(f"{given} is not a field")
    return given


def statement_for(pages, link):
    """The statement that a link leads to. Raises `ValueError`."""
    page, _, query = link.partition("?")
    if page not in pages:
        raise ValueError("no such page")
    given = parse_qs(query, keep_blank_values=True)

    def fill(match):
        return value_of(given.get(match[1], [""])[0], match[2])

    return re.sub(r"\{([a-z]+)(?::(text|number|field))?\}", fill, pages[page])


def answer(state, line):
    verb, _, rest = line.strip().partition(" ")
    now, image = state["now"], state["image"]
    if verb in ("pages", "image"):
        pages = (now if verb == "pages" else image)["pages"]
        return "\n".join(f"{page} {statement}" for page, statement in pages.items())
    if verb == "set" and rest.split(" ")[0] in now["pages"] and " " in rest:
        page, _, statement = rest.partition(" ")
        now["pages"][page] = statement
        return "set"
    if verb == "password" and rest:
        now["password"] = rest
        return "set"
    if verb == "open":
        return f"query {now['user']} {now['password']} {statement_for(now['pages'], rest)}"
    if verb == "freeze":
        state["image"] = now
        return "done"
    if verb == "restart":
        state["now"] = image
        return "done"
    return __doc__


if __name__ == "__main__":
    kept = json.loads(STATE.read_text())
    try:
        print(answer(kept, sys.stdin.readline(4000)))
    except ValueError as error:
        print(f"refused: {error}")
    STATE.write_text(json.dumps(kept))
