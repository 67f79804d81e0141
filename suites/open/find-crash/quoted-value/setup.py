"""This run's settings file: the section that is read and how many settings it may hold."""

from seed import draw, fill

device = draw("device", ["printer", "mailbox", "archive", "display", "backup", "scanner"])

words = {
    "V_SECTION": f"{device}.{draw('number', range(10**6))}",
    "V_SETTINGS_MAX": draw("settings", range(6, 30)),
}

if __name__ == "__main__":
    fill(words)
