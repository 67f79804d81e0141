"""This run's report: which of three checks is missing, and where the intake runs."""

import pathlib
import re

from seed import draw, fill

faulty = draw("faulty", ["visitor_name", "visited_host", "shown_photo"])
place, where = draw(
    "where",
    [
        ("before sign-in", "as the gate's service, which anybody can hand a card before they sign in."),
        ("after sign-in", "as a service of the staff's portal; people sign in first, then hand cards in."),
        ("by a file", "as a program the porter starts on cards that arrive by mail; it is no service."),
    ],
)
rooms = {name: draw(name, range(24, 120)) for name in ["visitor_name", "visited_host", "shown_photo"]}
is_read = faulty == "shown_photo"

severities = {
    "before sign-in": ["critical", "high"],
    "after sign-in": ["high", "moderate"],
    "by a file": ["moderate", "low"],
}
expected = {
    "function": faulty,
    "access": "read" if is_read else "write",
    "severity": severities[place][is_read],
}

words = {
    "V_NAME_BYTES": rooms["visitor_name"],
    "V_HOST_BYTES": rooms["visited_host"],
    "V_PHOTO_BYTES": rooms["shown_photo"],
    "V_ID": f"R-{draw('id', range(1000, 9999))}",
    "V_WHERE": where,
}


def without_check(source):
    """The faulty function loses its one check; the other functions keep theirs."""
    check = rf"({faulty}\(.*?\n)  if \((length|shown) > \w+\) return NULL;\n"
    return re.sub(check, r"\1", source, count=1, flags=re.S)


def trace_words(source):
    lines = source.splitlines()

    def line(text, after=""):
        start = next(at for at, code in enumerate(lines) if after in code)
        return next(at for at, code in enumerate(lines[start:], start + 1) if text in code)

    owner = "main" if is_read else faulty
    address = f"60{draw('address', range(1 << 36, 1 << 40)):010x}"
    return {
        "V_PID": draw("pid", range(2000, 32000)),
        "V_ADDRESS": address,
        "V_PC": f"7f3c2d{draw('pc', range(1 << 20, 1 << 24)):06x}",
        "V_ACCESS": "READ" if is_read else "WRITE",
        "V_LENGTH": draw("length", range(140, 250)),
        "V_COPY_LINE": line("memcpy"),
        "V_TAIL": f"{draw('tail', range(0x3A0, 0x500)):03x}",
        "V_HEAD": f"{draw('head', range(0x3A0, 0x700)):03x}",
        "V_FAULTY": faulty,
        "V_FAULTY_LINE": line("copy_field(", after=f"*{faulty}("),
        "V_TAKE_LINE": line(f"field = {faulty}("),
        "V_MAIN_LINE": line("take_field(card"),
        "V_ROOM": rooms[faulty] + (0 if is_read else 1),
        "V_OWNER": owner,
        "V_OWNER_LINE": line("calloc(", after="int main(" if is_read else f"*{faulty}("),
    }


if __name__ == "__main__":
    program = pathlib.Path("intake.c")
    program.write_text(without_check(program.read_text()))
    fill(words | trace_words(program.read_text()))
