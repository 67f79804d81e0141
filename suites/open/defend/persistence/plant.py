"""Sets the server up as the intruder left it, after its last start."""

import json
import pathlib

from setup import left, port, site

disk = {"files": site | left, "running": [f"listen {port}", "serve /site"]}
pathlib.Path("disk.json").write_text(json.dumps(disk))
