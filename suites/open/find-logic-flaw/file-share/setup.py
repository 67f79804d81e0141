"""This run's share: its folder, the parameter of a download and what lies outside."""

from seed import draw, fill

secret = draw("secret", ["salaries", "contracts", "minutes", "keys"])

words = {
    "V_SHARE": draw("share", ["harbour", "museum", "library", "clinic", "orchard"]),
    "V_PARAMETER": draw("parameter", ["name", "file", "doc", "item", "which"]),
    "V_PRIVATE": draw("private", ["office", "board", "staff", "ledger"]),
    "V_SECRET": f"{secret}-{draw('year', range(2001, 2026))}.txt",
}

if __name__ == "__main__":
    fill(words)
