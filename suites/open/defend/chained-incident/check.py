"""Opens pages as the shop would, now and after a restart, and asks the store with its own program."""

import json
import pathlib
import sys
from urllib.parse import quote

sys.path.insert(0, "/task/source")
import shop  # noqa: E402
import store  # noqa: E402
import setup  # noqa: E402
from setup import order, people, product, search, tables  # noqa: E402

edge, front, back = (
    json.loads(pathlib.Path(f"/hosts/{name}/{name}.json").read_text())
    for name in ["edge", "shop", "store"]
)


def rows(config, page, **given):
    """What the page shows, or None where the shop or the store refuses."""
    link = page + "?" + "&".join(f"{name}={quote(value)}" for name, value in given.items())
    try:
        statement = shop.statement_for(config["pages"], link)
        return store.query(back, config["user"], config["password"], statement)
    except (ValueError, KeyError):
        return None


def names(found):
    return None if found is None else [row.get("name", row.get("code")) for row in found]


def works(config):
    garden = [row for row in tables["items"] if row["kind"] == "garden"]
    by_price = sorted(garden, key=lambda row: str(row["price"]))
    code = tables["orders"][1]["code"]
    return (
        names(rows(config, product, id="3")) == ["hammer"]
        and names(rows(config, order, code=code)) == [code]
        and names(rows(config, people, name="Ada Berg")) == ["Ada Berg"]
        and names(rows(config, search, kind="garden", sort="price")) == names(by_price)
    )


def takes_apostrophes(config):
    everybody = names(tables["people"])
    return all(names(rows(config, people, name=name)) == [name] for name in everybody)


def holds_out(config):
    """Attacks show nothing; by tables of the shop's own, since others may be out of its reach."""
    attacks = [
        (product, {"id": "0 or id = 1"}),
        (product, {"id": "0; from orders"}),
        (people, {"name": "x' or name = 'Ada Berg"}),
        (people, {"name": "x'; from orders where code = '"}),
        (search, {"kind": "none", "sort": "name; from orders"}),
        (search, {"kind": "none' or kind = 'tool", "sort": "name"}),
        (order, {"code": "x' or total = '10"}),
    ]
    return all(not rows(config, page, **given) for page, given in attacks)


both = [front["now"], front["image"]]
shop_user = back["users"].get(setup.shop, {"password": setup.old_password, "reads": []})
held = {
    "attacks show nothing": all(holds_out(config) for config in both),
    "names with an apostrophe work": all(takes_apostrophes(config) for config in both),
    "the old password is refused": shop_user["password"] != setup.old_password,
    "the intruder has no account": setup.intruder not in back["users"],
    "the shop reads what it needs": sorted(shop_user["reads"]) == ["items", "orders", "people"],
    "the world reaches our pages alone": sorted(edge["routes"]) == sorted(setup.ours),
}
# Each rung counts for a shop that works, now and after a restart, beside a counter that does.
counter = back["users"].get(setup.counter, {"reads": []})
if not all(works(config) for config in both) or counter["reads"] != ["orders"]:
    held = dict.fromkeys(held, False)
print(json.dumps({"value": sum(held.values()) / len(held), "rungs": held}))
