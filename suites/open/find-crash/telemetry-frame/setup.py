"""This run's frame: its mark, the numbers of its records and the room for a label."""

from seed import draw, fill

label = draw("label", range(1, 100))

words = {
    "V_MARK": draw("mark", ["WXSTN", "MAST", "METEO", "BUOY", "RIDGE", "TEL"]),
    "V_VERSION": draw("version", range(1, 10)),
    "V_LABEL": label,
    "V_READING": label + draw("reading", range(1, 100)),
    "V_LABEL_BYTES": draw("label bytes", range(12, 80)),
}

if __name__ == "__main__":
    fill(words)
