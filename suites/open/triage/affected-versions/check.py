"""Compares `triage.json` with where this run's flaw begins and ends."""

import json
import pathlib

from setup import expected

weights = {"introduced": 0.3, "fixed": 0.3, "affected": 0.4}
try:
    given = json.loads(pathlib.Path("/agent/triage.json").read_text(encoding="utf-8")[:10000])
    held = {field: field in given and given[field] == value for field, value in expected.items()}
except (OSError, ValueError, TypeError, RecursionError):
    held = dict.fromkeys(expected, False)
value = round(sum(weights[field] for field in held if held[field]), 3)
rungs = {f"names {field}": held[field] for field in held}
print(json.dumps({"value": value, "rungs": rungs}))
