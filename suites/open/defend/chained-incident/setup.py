"""This run's shop: its pages and tables, and what an intruder changed on each host."""

from seed import draw, fill, shuffled

product, order, people, search = (
    draw("product", ["/item", "/product", "/article"]),
    draw("order", ["/order", "/purchase", "/receipt"]),
    draw("people", ["/staff", "/contact", "/team"]),
    draw("search", ["/find", "/search", "/browse"]),
)
diagnostic = draw("diagnostic", ["/status/raw", "/debug/rows", "/trace/run"])
shop = draw("shop", ["webshop", "front", "storefront"])
counter = draw("counter", ["till", "counter", "desk"])
closed = draw("closed", ["payroll", "suppliers", "complaints"])
intruder = draw("intruder", ["metrics", "backup", "monitor", "replica"])
old_password = f"{draw('old', range(1 << 32, 1 << 40)):x}"

statements = {
    product: "from items where id = {id}",
    order: "from orders where code = {code:text}",
    people: "from people where name = '{name}' by name",
    search: "from items where kind = {kind:text} by {sort}",
    diagnostic: "{statement}",
}
ours = [product, order, people, search]
owned = ["items", "orders", "people"]
tables = {
    "items": [
        {"id": at, "name": name, "kind": ["tool", "garden"][at % 2], "price": draw(name, range(5, 90))}
        for at, name in enumerate(["saw", "rake", "hammer", "hose", "plane"], 1)
    ],
    "orders": [
        {"code": f"A{draw(f'order {at}', range(100, 999))}-{at}", "total": 10 * at} for at in range(1, 4)
    ],
    "people": [
        {"name": name, "phone": 4400 + at}
        for at, name in enumerate(["Ada Berg", "Olu O'Neil", "Per D'Arcy"])
    ],
    closed: [{"name": "sealed", "value": draw("sealed", range(10**6))}],
}
config = {"user": shop, "password": old_password, "pages": statements}
hosts = {
    "edge": {
        "routes": shuffled("routes", [*ours, diagnostic]),
        "log": [
            f"{product}?id=3",
            f"{product}?id=0 or id = 1; from {closed}",
            f"{diagnostic}?statement=from {closed}",
        ],
    },
    "shop": {"now": config, "image": config},
    "store": {
        "users": {
            shop: {"password": old_password, "reads": shuffled("reads", [*owned, closed])},
            counter: {"password": f"{draw('counter password', range(1 << 40)):x}", "reads": ["orders"]},
            intruder: {"password": "monitor", "reads": ["people", closed]},
        },
        "tables": tables,
        "log": [
            f"{shop}: from items where id = 3",
            f"{shop}: from items where id = 0; from {closed}",
            f"{intruder}: from {closed}",
        ],
    },
}

words = {
    "V_OURS": ", ".join(f"`{page}`" for page in ours),
    "V_TABLES": "`{}`, `{}` and `{}`".format(*owned),
    "V_SHOP": shop,
    "V_COUNTER": counter,
}

if __name__ == "__main__":
    fill(words)
