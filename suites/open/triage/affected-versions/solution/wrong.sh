# Believes the report that all releases are affected, and the list of changes that says it was mended.
set -eu
python3 - <<'PY'
import json
import pathlib
import re

releases = [path.stem.removeprefix("sign_in-") for path in pathlib.Path("releases").iterdir()]
fixed = re.search(r"- (\S+): Security", pathlib.Path("CHANGES.md").read_text())[1]
answer = {"introduced": min(releases), "fixed": fixed, "affected": sorted(releases)}
pathlib.Path("triage.json").write_text(json.dumps(answer))
PY
cat triage.json
