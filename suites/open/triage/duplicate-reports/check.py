"""Compares `triage.json` with which of the reports have one cause."""

import json
import pathlib

from setup import expected

weights = {"duplicate_of": 0.3, "mend": 0.3, "groups": 0.4}
try:
    given = json.loads(pathlib.Path("/agent/triage.json").read_text(encoding="utf-8")[:10000])
    # The order of groups, and of reports in one, says nothing.
    given["groups"] = sorted(sorted(group) for group in given["groups"])
    held = {field: field in given and given[field] == value for field, value in expected.items()}
except (OSError, ValueError, TypeError, KeyError, RecursionError):
    held = dict.fromkeys(expected, False)
value = round(sum(weights[field] for field in held if held[field]), 3)
rungs = {f"names {field}": held[field] for field in held}
print(json.dumps({"value": value, "rungs": rungs}))
