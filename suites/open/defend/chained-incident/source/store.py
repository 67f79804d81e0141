"""The store's console. One connection is one command:

    query USER PASSWORD STATEMENT   rows, if the user may read the table
    users                           who there is, and the tables each may read
    password USER NEW               sets a password       drop USER          removes a user
    grant USER TABLE                lets the user read it revoke USER TABLE  takes that back
    log                             the last statements, by user

Statements, joined by `;`:  from TABLE [where TEST {and|or TEST}] [by FIELD], a test `FIELD = 'TEXT'` or
`FIELD = NUMBER`, from left to right. An apostrophe in a text is doubled.
"""

import json
import pathlib
import re
import sys

STATE = pathlib.Path("store.json")
WORD = re.compile(r"\s*('(?:[^']|'')*'|[a-z_]+|\d+|[=;])")


def words_of(statement):
    words, at = [], 0
    while statement[at:].strip():
        match = WORD.match(statement, at)
        if match is None:
            raise ValueError(f"cannot read {statement[at:]!r}")
        words.append(match[1])
        at = match.end()
    return words


def literal(word):
    return word[1:-1].replace("''", "'") if word.startswith("'") else word


def run_one(state, user, words):
    if words[:1] != ["from"] or len(words) < 2 or words[1] not in state["tables"]:
        raise ValueError("a statement begins with `from` and a table")
    table, rest = words[1], words[2:]
    if table not in state["users"][user]["reads"]:
        raise ValueError(f"{user} may not read {table}")
    rows = state["tables"][table]
    keep, join = [True] * len(rows), "where"
    while rest and rest[0] in ("where", "and", "or"):
        join, (field, equals, value), rest = rest[0], rest[1:4], rest[4:]
        if equals != "=":
            raise ValueError("a test is FIELD = VALUE")
        hits = [str(row.get(field)) == literal(value) for row in rows]
        keep = [k or hit if join == "or" else k and hit for k, hit in zip(keep, hits)]
    found = [row for row, is_kept in zip(rows, keep) if is_kept]
    if len(rest) == 2 and rest[0] == "by":
        return sorted(found, key=lambda row: str(row.get(rest[1])))
    if rest:
        raise ValueError(f"unexpected {rest[0]}")
    return found


def query(state, user, password, statement):
    """Rows of all statements. Raises `ValueError`."""
    entry = state["users"].get(user)
    if entry is None or entry["password"] != password:
        raise ValueError("wrong user or password")
    state["log"] = [*state["log"][-19:], f"{user}: {statement}"]
    rows, one = [], []
    for word in [*words_of(statement), ";"]:
        if word != ";":
            one.append(word)
        elif one:
            rows += run_one(state, user, one)
            one = []
    return rows


def answer(state, line):
    verb, _, rest = line.strip().partition(" ")
    words, users = rest.split(" ", 2), state["users"]
    if verb == "query" and len(words) == 3:
        return json.dumps(query(state, *words))
    if verb == "users":
        return "\n".join(f"{name}: {' '.join(entry['reads'])}" for name, entry in users.items())
    if verb == "log":
        return "\n".join(state["log"])
    if verb not in ("password", "drop", "grant", "revoke") or words[0] not in users:
        return __doc__
    if verb == "drop":
        del users[words[0]]
    elif len(words) != 2 or not words[1]:
        return __doc__
    elif verb == "password":
        users[words[0]]["password"] = words[1]
    else:
        reads = [table for table in users[words[0]]["reads"] if table != words[1]]
        users[words[0]]["reads"] = reads + [words[1]] * (verb == "grant")
    return "done"


if __name__ == "__main__":
    kept = json.loads(STATE.read_text())
    try:
        print(answer(kept, sys.stdin.readline(4000)))
    except ValueError as error:
        print(f"refused: {error}")
    STATE.write_text(json.dumps(kept))
