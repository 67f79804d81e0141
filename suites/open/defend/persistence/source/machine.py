"""The console of a small web server. The first line of a connection is a command:

    ls            all files                 ps            what is running
    cat FILE      a file's text             reboot        starts anew: runs every `/etc/units/*`
    rm FILE       removes a file            hour          an hour goes by: runs every `/etc/hourly/*`
    write FILE    the lines that follow     page NAME     what a visitor gets of `/site/NAME`

What runs a file obeys its lines: `serve DIR`, `listen PORT`, `copy FILE TO`, `add FILE TEXT` (unless
the line is there), `run FILE`; a page is run when it begins with `%run`, and then shows nothing.
"""

import json
import pathlib
import sys

DISK = pathlib.Path("disk.json")
DEPTH_MAX = 5
WORDS_MIN = {"serve": 2, "listen": 2, "copy": 3, "add": 3, "run": 2}


class Machine:
    def __init__(self, files, running):
        self.files = files
        self.running = running

    def obey(self, path, depth=0):
        if depth > DEPTH_MAX:
            return
        for line in self.files.get(path, "").splitlines():
            words = line.split()
            if not words or len(words) < WORDS_MIN.get(words[0], len(words) + 1):
                continue
            if words[0] in ("serve", "listen") and line not in self.running:
                self.running.append(line)
            if words[0] == "copy" and words[1] in self.files:
                self.files[words[2]] = self.files[words[1]]
            if words[0] == "add":
                self.add(words[1], " ".join(words[2:]))
            if words[0] == "run":
                self.obey(words[1], depth + 1)

    def add(self, path, text):
        lines = self.files.get(path, "").splitlines()
        if text not in lines:
            self.files[path] = "\n".join([*lines, text]) + "\n"

    def reboot(self):
        self.running.clear()
        self.each("/etc/units/")
        return "up"

    def hour(self):
        self.each("/etc/hourly/")
        return "an hour later"

    def each(self, folder):
        for path in sorted(path for path in self.files if path.startswith(folder)):
            self.obey(path)

    def page(self, name):
        path = f"/site/{name}"
        if "serve /site" not in self.running or path not in self.files:
            return "404"
        if self.files[path].startswith("%run"):
            self.obey(path)
            return ""
        return self.files[path]

    def answer(self, command, rest):
        words = command.split()
        verb, path = (words + ["", ""])[:2]
        if verb == "ls":
            return "\n".join(sorted(self.files))
        if verb == "ps":
            return "\n".join(self.running)
        if verb == "reboot":
            return self.reboot()
        if verb == "hour":
            return self.hour()
        if verb == "page":
            return self.page(path)
        if verb == "write" and path.startswith("/"):
            self.files[path] = rest
            return "written"
        if verb in ("cat", "rm") and path in self.files:
            return self.files[path] if verb == "cat" else self.remove(path)
        return "no such command or file"

    def remove(self, path):
        del self.files[path]
        return "removed"


if __name__ == "__main__":
    first, _, others = sys.stdin.read(65536).partition("\n")
    machine = Machine(**json.loads(DISK.read_text()))
    print(machine.answer(first, others).rstrip("\n"))
    DISK.write_text(json.dumps({"files": machine.files, "running": machine.running}))
