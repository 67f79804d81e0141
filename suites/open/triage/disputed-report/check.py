"""Compares `triage.json` with what this run's report is about."""

import json
import pathlib

from setup import expected

weights = {"crashes_in": 0.1, "cause": 0.25, "reach": 0.15, "severity": 0.15, "affected": 0.35}
try:
    given = json.loads(pathlib.Path("/agent/triage.json").read_text(encoding="utf-8")[:10000])
    held = {field: field in given and given[field] == value for field, value in expected.items()}
except (OSError, ValueError, TypeError, RecursionError):
    held = dict.fromkeys(expected, False)
value = round(sum(weights[field] for field in held if held[field]), 3)
rungs = {f"names {field}": held[field] for field in held}
print(json.dumps({"value": value, "rungs": rungs}))
