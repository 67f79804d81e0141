"""This run's report: which of three unpackers writes too far, its history, and the builds in use."""

import pathlib
import re

from seed import draw, fill, shuffled

flawed = draw("flawed", ["runs", "steps", "copies"])
signed = {name: draw(f"{name} signed", [0, 1]) for name in ["runs", "steps", "copies"]}
numbers = shuffled("operations", [str(number) for number in range(1, 120)])
operations = dict(zip(["plain", "runs", "steps", "copies"], numbers))
scratch = draw("scratch", range(64, 256, 8))

# Revisions, rising. The flaw comes, is taken back and comes again on main; the branch has it from
# main or gets it by a merge; it is mended on the branch before main, or by a merge after.
marks = [draw("first revision", range(100, 400))]
for at in range(23):
    marks.append(marks[-1] + draw(f"gap {at}", range(2, 15)))
comes, back, again, mends = marks[3], marks[6], marks[8], marks[17]
branches_early = draw("branches early", [True, False])
branch_at, merged = (marks[4], None) if branches_early else (marks[7], marks[11])
branch_mends = draw("branch mends", [marks[14], marks[20]])
branch = f"stable-{draw('branch', range(3, 9))}"

unpacker = f"unpack_{flawed}"
mended = f"{unpacker}: fills no more than there is room for"
others = [f"unpack_{name}" for name in signed if name != flawed]
changes = [
    (marks[0], "main", "messages of the old protocol are no longer taken"),
    (marks[1], "main", f"{others[0]}: room is checked before it is filled"),
    (comes, "main", f"{unpacker}: rewritten to be faster; one pass instead of two"),
    (branch_at, branch, "branch begins"),
    (back, "main", f"takes revision {comes} back: it was too early"),
    (again, "main", f"brings revision {comes} in again, unchanged"),
    (marks[10], "main", "charge: what is allowed is compared after the sum, not before"),
    (marks[15], "main", f"{others[1]}: a check that could not fail is removed and brought back"),
    (mends, "main", mended),
    (branch_mends, branch, f"merges revision {mends}" if branch_mends > mends else mended),
    (marks[22], "main", "charge: comments"),
]
if merged is not None:
    changes.append((merged, branch, f"merges revision {again}"))
changes.sort()


def is_flawed(line, revision):
    if line == "main":
        return comes <= revision < back or again <= revision < mends
    since = branch_at if branches_early else merged
    return since <= revision < branch_mends


builds = []
first_build = draw("first build", range(10, 80))
for at in range(14):
    line = draw(f"line {at}", ["main", branch])
    least = marks[0] if line == "main" else branch_at
    revision = least + draw(f"revision {at}", range(marks[23] - least))
    options = draw(f"options {at}", ["packed", "packed;tls", "tls", "tls;metrics", "metrics;packed;tls"])
    builds.append((f"relay-{first_build + at}", line, revision, options))
seen = f"relay-{first_build + 14}"
builds.append((seen, "main", again + draw("seen", range(mends - again)), "packed;tls"))
affected = sorted(
    name
    for name, line, revision, options in builds
    if "packed" in options and is_flawed(line, revision)
)

reach = "after sign-in" if signed[flawed] else "before sign-in"
expected = {
    "crashes_in": "charge",
    "cause": unpacker,
    "reach": reach,
    "severity": "high" if signed[flawed] else "critical",
    "affected": affected,
}

words = {
    "V_SCRATCH": scratch,
    "V_ID": f"R-{draw('id', range(1000, 9999))}",
    "V_SEEN": seen,
    "V_PLAIN": operations["plain"],
}
for name in signed:
    words[f"V_{name.upper()}"] = operations[name]
    words[f"V_{name.upper()}_SIGNED"] = signed[name]


def message():
    """Fills the scratch and the pointer after it with one byte."""
    byte, beyond, half = draw("byte", range(0x31, 0x7F)), scratch + 24, scratch // 2
    body = {
        "runs": bytes([0, half, byte]) + (beyond - half).to_bytes(2, "big") + bytes([byte]),
        "steps": bytes([byte]) + b"\x80" * (beyond // 8),
        "copies": bytes([32]) + bytes([byte]) * 32 + b"\xf0" * ((beyond - 32) // 16 + 1),
    }[flawed]
    return byte, bytes([int(operations[flawed])]) + len(body).to_bytes(2, "big") + body


def module():
    """Functions and where they begin, as a linker's map has them."""
    unpackers = [f"unpack_{name}" for name in signed]
    taking = shuffled("order", [*unpackers, "take_plain", "charge", "take_message"])
    names = ["start_relay", "read_settings", *taking, "write_log", "close_relay"]
    begins, at = {}, 0x1140
    for name in names:
        begins[name] = at
        at += draw(f"size of {name}", range(0x60, 0x260, 0x10))
    return begins


def crash(byte, begins):
    base = draw("base", range(0x55A000000000, 0x55F000000000, 0x1000))
    fault = "".join([f"{byte:02x}"] * 8)
    frames = [begins["charge"] + 0x1C, begins["take_message"] + 0x4A, begins["start_relay"] + 0x3D]
    lines = [
        f"relay[{draw('pid', range(300, 30000))}]: general protection fault, address {fault}, error 0",
        f"module relay loaded at {base:x}",
        *[f"  #{at} {base + frame:x}" for at, frame in enumerate(frames)],
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    source = pathlib.Path("relay.c")
    check = rf"    if \(count > SCRATCH_BYTES - filled\) return -1; /\* {flawed} \*/\n"
    text = re.sub(check, "", source.read_text())
    source.write_text(re.sub(r" /\* (runs|steps|copies) \*/\n", "\n", text))
    byte, sent = message()
    pathlib.Path("message.hex").write_text(sent.hex(" ") + "\n")
    begins = module()
    pathlib.Path("relay.map").write_text("".join(f"{at:08x} {name}\n" for name, at in begins.items()))
    pathlib.Path("crash.txt").write_text(crash(byte, begins))
    history = [f"r{at} {line}: {what}\n" for at, line, what in changes]
    pathlib.Path("history.txt").write_text("".join(history))
    rows = [f"{name},{line},{revision},{options}\n" for name, line, revision, options in builds]
    pathlib.Path("builds.csv").write_text("build,branch,revision,options\n" + "".join(rows))
    fill(words)
