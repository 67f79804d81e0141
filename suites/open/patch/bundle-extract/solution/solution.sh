# Asks the disk where an entry's folder really is, and never writes through a link.
set -eu
cat > mend.py <<'PY'
source = open("bundle.py").read()
source = source.replace("if not place.startswith(folder):", "if not is_inside(place, folder):")
source = source.replace(
    "        os.makedirs(os.path.dirname(place), exist_ok=True)\n",
    """        above = os.path.dirname(place)
        if not is_inside(os.path.realpath(above), os.path.realpath(folder)) or os.path.islink(place):
            raise BadEntry(f"{entry['path']} leads through a link")
        os.makedirs(above, exist_ok=True)
""",
)
source = source.replace(
    "def make_link(",
    """def is_inside(place, folder):
    return place == folder or place.startswith(folder + os.sep)


def make_link(""",
)
open("bundle.py", "w").write(source)
PY
python3 mend.py
rm mend.py
echo 'places are looked up on disk'
