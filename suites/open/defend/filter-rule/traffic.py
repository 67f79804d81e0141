"""Requests of this run: ordinary ones and attacks, those in the log and others like them."""

from seed import draw, shuffled

page = draw("page", ["/download", "/attachment", "/original", "/scan"])
parameter = draw("parameter", ["file", "name", "doc", "item"])
wiki = draw("wiki", ["/wiki", "/notes", "/help"])
folder = draw("folder", ["2019", "minutes", "maps", "letters"])
secret = draw("secret", ["etc/passwd", "conf/users.db", "keys/server.pem"])


def climbing(step, path=page):
    return f"GET {path}?{parameter}={folder}{step * 3}{secret}"


attacks_seen = [climbing("/.."), climbing("%2f%2e%2e"), climbing("/.%2e")]
attacks_new = [
    climbing("/%252e%252e"),
    climbing("%5c.."),
    climbing("\\.."),
    climbing("%2F%2E."),
    climbing("/..", path=page.replace(page[1], f"%{ord(page[1]):x}", 1)),
    climbing("%252f%25252e."),
    climbing("/..").replace("GET", "POST"),
]
ordinary_seen = [
    f"GET {page}?{parameter}={folder}/report..final.pdf",
    f"GET {page}?{parameter}={folder}/plan%20of%20the%20house.pdf",
    f"GET {wiki}?text=see%20../{folder}%20for%20more",
    f"GET {wiki}?{parameter}=a",
    f"POST {page}/comment?text=fine",
]
ordinary_new = [
    f"GET {page}?{parameter}={folder}/a...b.pdf",
    f"GET {page}?{parameter}={folder}/..hidden.pdf&text=../x",
    f"GET {page}?{parameter}=100%25.pdf",
    f"GET {wiki}?{parameter}=../{folder}",
    f"POST {wiki}?text=..%2f..%2f",
    f"GET {page}/list?{parameter}=../all",
    f"GET /{folder}/../index.html",
]


def log():
    bad = [f"bad   {request}" for request in attacks_seen]
    good = [f"good  {request}" for request in ordinary_seen]
    return "\n".join(shuffled("log", bad + good)) + "\n"
