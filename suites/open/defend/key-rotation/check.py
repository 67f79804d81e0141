"""Reads what each host keeps in the end."""

import json
import pathlib

from setup import hosts, leaked, own, planted, stale, third

state = {name: json.loads(pathlib.Path(f"/hosts/{name}/state.json").read_text()) for name in hosts}
issued, accepted = state["keys"]["keys"], state["api"]["accepted"]


def works(name):
    """Its key was issued, is not revoked, and the api accepts it with that secret."""
    key, secret = state[name]["key"], state[name]["secret"]
    is_issued = key in issued and issued[key]["secret"] == secret and not issued[key]["revoked"]
    return is_issued and accepted.get(key) == secret


used = [state[name]["key"] for name in ["billing", "reports", third]]
held = {
    "the leaked key is revoked and refused": issued[leaked]["revoked"] and leaked not in accepted,
    "billing works with a new key": works("billing") and state["billing"]["key"] not in (leaked, own),
    "the other host works with a new key": works(third) and state[third]["key"] not in (leaked, own),
    "every host has a key of its own": works("reports") and len(set(used)) == 3 and leaked not in used,
    "no key is accepted that is revoked or was not issued": not {leaked, planted, stale} & set(accepted)
    and all(key in issued and not issued[key]["revoked"] for key in accepted),
}
# Refusing everything keeps the leaked key out as well, and ends the service.
if not works("reports"):
    held = dict.fromkeys(held, False)
print(json.dumps({"value": sum(held.values()) / len(held), "rungs": held}))
