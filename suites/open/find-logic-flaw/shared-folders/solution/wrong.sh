# Asks for the document by a path that goes up and down again; such paths are refused.
set -eu
python3 - <<'PY'
import json
import re

user = re.search(r"You are `(\w+)`", open("README.md").read())[1]
rules = json.load(open("rules.json"))
closed = next(path for path in rules if rules[path].get("*") == "none" and user not in rules[path])
secret = next(path for path in json.load(open("documents.json")) if path.startswith(closed + "/"))
requests = [{"do": "read", "path": secret}, {"do": "list", "path": closed}]
requests.append({"do": "rename", "path": closed, "name": "open"})
json.dump(requests, open("requests.json", "w"))
PY
echo 'the closed folder can be renamed'
