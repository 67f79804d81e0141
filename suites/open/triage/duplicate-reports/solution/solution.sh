# Memory used after it was freed: whoever freed it and left the pointer is to be mended. Cells beyond
# a column: rows are added and columns do not grow with them, so `add_row` is.
set -eu
cat > group.py <<'PY'
import json
import pathlib
import re

reports = {path.stem: path.read_text() for path in pathlib.Path(".").rglob("R-*.txt")}
[incoming] = [path.stem for path in pathlib.Path(".").glob("R-*.txt")]


def cause(text):
    freed = re.search(r"\nfreed by.*?#1 \S+ in (\w+)", text, re.S)
    if freed:
        return freed[1]
    return "add_row" if "heap-buffer-overflow" in text else re.search(r"#0 \S+ in (\w+)", text)[1]


causes = {name: cause(text) for name, text in reports.items()}
groups = [[name for name in causes if causes[name] == one] for one in set(causes.values())]
same = sorted(name for name in causes if causes[name] == causes[incoming] and name != incoming)
answer = {"duplicate_of": same[0] if same else None, "mend": causes[incoming], "groups": groups}
pathlib.Path("triage.json").write_text(json.dumps(answer))
PY
python3 group.py
rm group.py
cat triage.json
