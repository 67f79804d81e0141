"""This run's desk: its bank, its limit, its address book and the account outside."""

from seed import draw, fill, shuffled

bank, other = shuffled("banks", ["NORDLYS", "MERIDIAN", "HALYARD", "CASCADE", "TESSERA"])[:2]

words = {
    "V_BANK": bank,
    "V_OUTSIDE": f"{other}-{draw('outside', range(1000, 9999))}",
    "V_CLERK_LIMIT": draw("limit", range(50000, 250000, 1000)),
    "V_PAYEE": draw("payee", ["paper mill", "print works", "glazier", "carpenter", "bakery"]),
}

if __name__ == "__main__":
    fill(words)
