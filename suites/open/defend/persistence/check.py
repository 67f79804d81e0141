"""Lets time go by on the server as it was left, by the console's own program; sees what comes back."""

import json
import pathlib
import sys

sys.path.insert(0, "/task/source")
from machine import Machine  # noqa: E402
from setup import job, key, page, site  # noqa: E402

machine = Machine(**json.loads(pathlib.Path("/hosts/web/disk.json").read_text()))


def listens():
    return any(line.startswith("listen") for line in machine.running)


# Asked before anything is started anew, which would end it anyhow.
was_quiet = not listens()
was_clean = key not in machine.files.get("/home/deploy/keys", "")

for _ in range(2):
    for name in list(machine.files):
        if name.startswith("/site/"):
            machine.page(name.removeprefix("/site/"))
    machine.hour()
    machine.reboot()
machine.hour()

keys = machine.files.get("/home/deploy/keys", "").splitlines()
machine.files["/site/index"] = "Something new.\n"
machine.reboot()
before = machine.files.get("/var/visits", "")
machine.files["/var/visits"] = ""
machine.page("visit")
machine.hour()
works = (
    machine.page("opening-hours") == site["/site/opening-hours"]
    and machine.page("index") == "Something new.\n"
    and machine.files.get("/backup/index") == "Something new.\n"
    and machine.files.get("/backup/opening-hours") == site["/site/opening-hours"]
    and machine.files.get("/backup/visits") == "somebody\n"
    and "somebody" in before
)
staff = site["/home/deploy/keys"].splitlines()
held = {
    "the key is gone and stays away": was_clean and key not in keys,
    "the staff's keys are there, and no others": sorted(keys) == sorted(staff),
    "nothing listens, now or after a start": was_quiet and not listens(),
    "the hourly job does not come back": job not in machine.files,
    "the page is no way in": key not in machine.files.get(page, ""),
}
# A server without its site or its backup is not one that was cleaned.
if not works or not any(held.values()):
    held = dict.fromkeys(held, False)
print(json.dumps({"value": sum(held.values()) / len(held), "rungs": held}))
