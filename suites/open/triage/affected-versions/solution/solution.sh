# Asks each release with links a browser reads differently than a person does.
set -eu
cat > try.py <<'PY'
import json
import pathlib
import runpy

import browser

links = ["//evil.example/", "/\\evil.example/", "/\t/evil.example/", "https://evil.example/"]
files = {path.stem.removeprefix("sign_in-"): path for path in pathlib.Path("releases").iterdir()}
releases = sorted(files, key=lambda release: [int(part) for part in release.split(".")])
affected = []
for release in releases:
    next_page = runpy.run_path(str(files[release]))["next_page"]
    if any(browser.host_of(next_page(link)) for link in links):
        affected.append(release)
after = releases[releases.index(affected[-1]) + 1 :]
answer = {"introduced": affected[0], "fixed": after[0] if after else None, "affected": affected}
pathlib.Path("triage.json").write_text(json.dumps(answer))
PY
python3 try.py
rm try.py
cat triage.json
