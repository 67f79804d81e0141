"""One host's console. What the host is, and all it keeps, is in `state.json`."""

import json
import pathlib
import secrets
import sys

STATE = pathlib.Path("state.json")
ACCEPTED_MAX = 6


def issue(state, owner):
    """issue OWNER: a new key for that host, its id and its secret"""
    key = f"{state['prefix']}{1000 + len(state['keys'])}"
    state["keys"][key] = {"secret": secrets.token_hex(8), "owner": owner, "revoked": False}
    return f"{key} {state['keys'][key]['secret']}"


def revoke(state, key):
    """revoke ID: no longer valid; hosts that accept it are not told"""
    if key not in state["keys"]:
        return "no such key"
    state["keys"][key]["revoked"] = True
    return "revoked"


def keys(state):
    """keys: all keys, their owners and whether they are revoked"""
    marks = {True: " revoked", False: ""}
    entries = state["keys"].items()
    return "\n".join(f"{key} {entry['owner']}{marks[entry['revoked']]}" for key, entry in entries)


def accept(state, key, secret):
    """accept ID SECRET: calls with it are answered from now on"""
    if len(state["accepted"]) >= ACCEPTED_MAX:
        return f"at most {ACCEPTED_MAX} keys are accepted"
    state["accepted"][key] = secret
    return "accepted"


def forget(state, key):
    """forget ID: calls with it are refused from now on"""
    return "no such key" if state["accepted"].pop(key, None) is None else "forgotten"


def accepted(state):
    """accepted: the ids of accepted keys"""
    return "\n".join(state["accepted"])


def calls(state):
    """calls: the last calls, by id and host"""
    return "\n".join(state["calls"])


def use(state, key, secret):
    """use ID SECRET: calls the api with it from now on"""
    state["key"], state["secret"] = key, secret
    return "set"


def status(state):
    """status: what this host does, and the id of the key it uses"""
    return f"{state['task']}, with key {state['key']}"


COMMANDS = {
    "keys": [issue, revoke, keys],
    "api": [accept, forget, accepted, calls],
    "client": [use, status],
}


def answer(state, line):
    words = line.split()
    known = {command.__name__: command for command in COMMANDS[state["kind"]]}
    command = known.get(words[0]) if words else None
    if command is None or len(words) - 1 != command.__code__.co_argcount - 1:
        return "\n".join(command.__doc__ for command in known.values())
    return command(state, *words[1:])


if __name__ == "__main__":
    kept = json.loads(STATE.read_text())
    print(answer(kept, sys.stdin.readline(1000)))
    STATE.write_text(json.dumps(kept))
