# The message's operation names the unpacker; the table says whether it needs a sign-in; history and
# options say which builds have the flaw. The crash comes later, at the pointer that was written over.
set -eu
cat > read.py <<'PY'
import json
import pathlib
import re

read = lambda name: pathlib.Path(name).read_text()
source = read("relay.c")
operation = int(read("message.hex").split()[0], 16)
needs, cause = re.search(rf"\{{{operation}, (\d), (\w+)\}}", source).groups()

base = int(re.search(r"loaded at (\w+)", read("crash.txt"))[1], 16)
at = int(re.search(r"#0 (\w+)", read("crash.txt"))[1], 16) - base
begins = [(int(line.split()[0], 16), line.split()[1]) for line in read("relay.map").splitlines()]
crashes_in = max(begin for begin in begins if begin[0] <= at)[1]

changes = re.findall(r"r(\d+) (\S+): (.*)", read("history.txt"))
text_of = {at: what for at, _, what in changes}


def effect(what):
    """Whether the flaw is there after such a change; None where it says nothing of that."""
    if what.startswith("merges revision"):
        return effect(text_of[what.split()[-1]])
    if what.startswith(f"{cause}: rewritten") or "again, unchanged" in what:
        return True
    return False if what.startswith((f"{cause}: fills", "takes revision")) else None


def is_flawed(line, revision):
    state = False
    for at, where, what in changes:
        if int(at) > revision:
            break
        if where == line and what == "branch begins":
            state = is_flawed("main", int(at))
        elif where == line and effect(what) is not None:
            state = effect(what)
    return state


affected = []
for row in read("builds.csv").splitlines()[1:]:
    build, line, revision, options = row.split(",")
    if "packed" in options.split(";") and is_flawed(line, int(revision)):
        affected.append(build)
answer = {
    "crashes_in": crashes_in,
    "cause": cause,
    "reach": "after sign-in" if needs == "1" else "before sign-in",
    "severity": "high" if needs == "1" else "critical",
    "affected": sorted(affected),
}
pathlib.Path("triage.json").write_text(json.dumps(answer))
PY
python3 read.py
rm read.py
cat triage.json
