# A rename takes along the rules of the folder and of those right in it, but none further down: there
# the rule stays behind, and the one above the new name decides.
set -eu
python3 - <<'PY'
import json
import re

user = re.search(r"You are `(\w+)`", open("README.md").read())[1]
rules = json.load(open("rules.json"))
closed = next(path for path in rules if rules[path].get("*") == "none" and user not in rules[path])
secret = next(path for path in json.load(open("documents.json")) if path.startswith(closed + "/"))
# The highest folder that is the user's to rename: two below `/company`, whose contents they may edit.
top = "/".join(closed.split("/")[:3])
middle = "/".join(closed.split("/")[:4])
requests = [{"do": "rename", "path": middle, "name": "elsewhere"}]
requests.append({"do": "read", "path": secret.replace(middle, top + "/elsewhere")})
json.dump(requests, open("requests.json", "w"))
PY
echo 'rules further down stay behind at a rename'
