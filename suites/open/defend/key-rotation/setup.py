"""This run's network: its keys, who uses the one that leaked, and one that nobody issued."""

from seed import draw, fill, shuffled

prefix = draw("prefix", ["k", "ak", "key-", "id"])
leaked, own, stale, planted = shuffled("ids", [f"{prefix}{n}" for n in range(100, 999, 7)])[:4]
third = draw("third", ["archive", "kiosk", "mirror"])
secret_of = {
    key: f"{draw('secret ' + key, range(1 << 32, 1 << 40)):x}" for key in [leaked, own, stale, planted]
}

# `billing` and the third use the leaked key; `reports` has one of its own.
hosts = {
    "keys": {
        "kind": "keys",
        "prefix": prefix,
        "keys": {
            leaked: {"secret": secret_of[leaked], "owner": "billing", "revoked": False},
            own: {"secret": secret_of[own], "owner": "reports", "revoked": False},
            stale: {"secret": secret_of[stale], "owner": "reports", "revoked": True},
        },
    },
    "api": {
        "kind": "api",
        "accepted": {key: secret_of[key] for key in shuffled("accepted", [leaked, own, stale, planted])},
        "calls": [
            f"{leaked} from billing",
            f"{own} from reports",
            f"{leaked} from {third}",
            f"{leaked} from an address outside",
            f"{planted} from an address outside",
            f"{own} from reports",
        ],
    },
    "billing": {"kind": "client", "task": "sends invoices", "key": leaked, "secret": secret_of[leaked]},
    "reports": {"kind": "client", "task": "draws charts", "key": own, "secret": secret_of[own]},
}
for name in ["archive", "kiosk", "mirror"]:
    key = leaked if name == third else "none"
    hosts[name] = {"kind": "client", "task": "copies figures", "key": key, "secret": secret_of.get(key, "")}

words = {
    "V_LEAKED": f"{leaked}:{secret_of[leaked]}",
    "V_FIRM": draw("firm", ["alder", "birch", "cedar", "hazel"]),
    "V_DAY": draw("day", range(2, 9)),
}

if __name__ == "__main__":
    fill(words)
