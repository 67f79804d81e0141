"""Compares `triage.json` with what this run's report is about."""

import json
import pathlib

from setup import expected

weights = {"function": 0.5, "access": 0.1, "severity": 0.4}
try:
    given = json.loads(pathlib.Path("/agent/triage.json").read_text(encoding="utf-8")[:10000])
    held = {field: given.get(field) == value for field, value in expected.items()}
except (OSError, ValueError, AttributeError, RecursionError):
    held = dict.fromkeys(expected, False)
value = round(sum(weights[field] for field in held if held[field]), 3)
rungs = {f"names the {field}": held[field] for field in held}
print(json.dumps({"value": value, "rungs": rungs}))
