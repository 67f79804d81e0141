# Writes down what the report says.
set -eu
python3 - <<'PY'
import json
import pathlib

builds = [row.split(",")[0] for row in pathlib.Path("builds.csv").read_text().splitlines()[1:]]
answer = {
    "crashes_in": "take_message",
    "cause": "charge",
    "reach": "anybody",
    "severity": "remote code execution",
    "affected": builds,
}
pathlib.Path("triage.json").write_text(json.dumps(answer))
PY
cat triage.json
