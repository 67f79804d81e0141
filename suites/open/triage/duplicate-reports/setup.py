"""This run's reports: which causes are among them, how each showed itself, and which one is new.

The traces are written as AddressSanitizer writes them, with the lines of `sheet.c`.
"""

import pathlib

from seed import draw, shuffled

# Cause (the function to mend) and, of each way it shows, the kind, the access, the function that
# crashes, the frames that freed the memory and those that allocated it.
showings = {
    "drop_column": [
        ("heap-use-after-free", "READ", "sum_column", ["drop_column"], ["add_column"]),
        ("heap-use-after-free", "READ", "print_row", ["drop_column"], ["add_column"]),
        ("heap-use-after-free", "WRITE", "put_cell", ["drop_column"], ["add_column"]),
    ],
    "grow_sheet": [
        ("heap-use-after-free", "READ", "print_row", *2 * [["grow_sheet", "add_column"]]),
        ("heap-use-after-free", "READ", "put_cell", *2 * [["grow_sheet", "add_column"]]),
    ],
    "add_row": [
        ("heap-buffer-overflow", "READ", "print_row", [], ["add_column"]),
        ("heap-buffer-overflow", "WRITE", "put_cell", [], ["add_column"]),
        ("heap-buffer-overflow", "READ", "sum_column", [], ["add_column"]),
    ],
    "set_name": [("stack-buffer-overflow", "WRITE", "set_name", [], [])],
}
crash_lines = {
    "sum_column": ["cells[row];"],
    "print_row": ["cells[row]);", "sheet->cursor->name"],
    "put_cell": ["cells[row] = value"],
    "set_name": ["clean[length] = name"],
}
call_lines = {
    "drop_column": "free(",
    "grow_sheet": "realloc(",
    "add_column": "calloc(",
}
inner = {
    "drop_column": "__interceptor_free",
    "grow_sheet": "__interceptor_realloc",
    "add_column": "__interceptor_calloc",
}

everything = [f"{cause} {at}" for cause, ways in showings.items() for at in range(len(ways))]
chosen = shuffled("reports", everything)[:7]
first = draw("first", range(1000, 3000))
ids = [f"R-{first + at * draw('step', range(3, 60))}" for at in range(7)]
cause_of = {name: showing.split()[0] for name, showing in zip(ids, chosen)}
incoming = ids[-1]
same = [name for name in ids[:-1] if cause_of[name] == cause_of[incoming]]
causes = set(cause_of.values())
groups = sorted([name for name in ids if cause_of[name] == cause] for cause in causes)
expected = {"duplicate_of": same[0] if same else None, "mend": cause_of[incoming], "groups": groups}


def line_of(source, function, text):
    lines = source.splitlines()
    start = next(at for at, code in enumerate(lines) if f" {function}(" in code and code.endswith("{"))
    return next(at for at, code in enumerate(lines[start:], start + 1) if text in code)


def stack(source, functions, first_text, called):
    """Frames from the innermost; each caller's line is where it calls the frame before."""
    frames, text = [], first_text
    for function in [*functions, "obey", "main"]:
        frames.append(f"{function} sheet.c:{line_of(source, function, text)}")
        text = f"{function}("
    frames = ([called] if called else []) + frames
    base = 0x55D0C0401000
    return "\n".join(f"    #{at} 0x{base + at * 0x1B7:x} in {frame}" for at, frame in enumerate(frames))


def trace(source, name, cause, way):
    kind, access, function, freed, allocated = showings[cause][way]
    # A stale cursor crashes where the column itself is read, not its cells.
    text = crash_lines[function][-1 if cause == "grow_sheet" else 0]
    callers = [function, "add_column"] if function == "set_name" else [function]
    address = f"0x60{draw(name, range(1 << 36, 1 << 40)):010x}"
    size = 1 if cause == "set_name" else 8
    parts = [
        f"=={draw(name + ' pid', range(2000, 30000))}==ERROR: AddressSanitizer: {kind} on address {address}\n"
        f"{access} of size {size} at {address} thread T0\n" + stack(source, callers, text, None)
    ]
    before = "previously allocated" if freed else "allocated"
    for verb, frames in [("freed", freed), (before, allocated)]:
        if frames:
            below = stack(source, frames, call_lines[frames[0]], inner[frames[0]])
            parts.append(f"{verb} by thread T0 here:\n{below}")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    program = pathlib.Path("sheet.c").read_text()
    pathlib.Path("known").mkdir()
    for report, showing in zip(ids, chosen):
        named_cause, number = showing.split()
        place = pathlib.Path(f"{report}.txt" if report == incoming else f"known/{report}.txt")
        place.write_text(f"Report {report}\n\n" + trace(program, report, named_cause, int(number)))
