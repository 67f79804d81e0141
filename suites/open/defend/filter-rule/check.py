"""Lets the gateway's own program judge requests by the rules that are in force on it."""

import json
import pathlib
import sys

sys.path.insert(0, "/task/source")
import gateway  # noqa: E402
import traffic  # noqa: E402

rules = gateway.read_rules(pathlib.Path("/hosts/gateway/rules.txt").read_text())


def are(verdict, requests):
    return all(gateway.judge(rules, *request.split(" ", 1)) == verdict for request in requests)


held = {
    "denies the attacks of the log": are("denied", traffic.attacks_seen),
    "denies others like them": are("denied", traffic.attacks_new),
    "passes the ordinary requests of the log": are("passed", traffic.ordinary_seen),
    "passes others like them": are("passed", traffic.ordinary_new),
}
# A gateway that denies nothing, or everything, has not been given a rule that tells them apart.
if not held["denies the attacks of the log"] or not held["passes the ordinary requests of the log"]:
    held = dict.fromkeys(held, False)
print(json.dumps({"value": sum(held.values()) / len(held), "rungs": held}))
