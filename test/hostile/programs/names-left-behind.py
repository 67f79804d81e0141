# Leaves names that are not UTF-8, look like options, or hold newlines, and links among them.
import os
from hostile import attempt

os.chdir("/out")
for name in [b"-rf", b"a\nb", b"\xff\xfe", b"..\xff", b" ", b"$(id)", b"x" * 255]:
    with open(name, "wb") as file:
        file.write(b"odd")
os.symlink(b"/etc/passwd", b"link-\xff")
attempt("a name with a slash", lambda: open(b"/out/../etc/planted", "wb"))
