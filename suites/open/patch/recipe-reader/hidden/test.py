"""What recipes print, and that what is cut short is refused. Holds before and after."""

import subprocess

from recipes import NAME_BYTES, RECIPES


def printed(name):
    with open("/tmp/recipe", "wb") as file:
        file.write(RECIPES[name])
    run = subprocess.run(["/target/recipe", "/tmp/recipe"], capture_output=True, text=True, timeout=10)
    return run.returncode, run.stdout


soup = "Soup\n- Chop.\namount 300\n"
inner = "".join(f"  {line}\n" for line in soup.splitlines())
assert printed("soup") == (0, soup)
assert printed("dinner") == (0, f"group\n{inner}  group\n    - Serve at once.\n{soup}")
assert printed("full-name") == (0, "N" * NAME_BYTES + "\n")
assert printed("deep")[0] == 0 and printed("deep")[1].endswith(" " * 24 + "amount 300\n")
assert printed("empty") == (0, "group\n- \n\n")
assert printed("unknown") == (0, "(unknown)\n" + soup)
assert printed("nothing") == (0, "")
assert printed("cut-header")[0] == 1
