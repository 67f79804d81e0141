"""This run's server: what is on it, and four things an intruder left so as to come back."""

from seed import draw, fill, shuffled

staff = shuffled("staff", ["amara", "bjorn", "chidi", "dolores", "emre"])[:3]
intruder = draw("intruder", ["backup@localhost", "root@vps", "deploy@build", "amara@laptop2"])
key = f"ed25519-{draw('key', range(10**8, 10**9))} {intruder}"
job = "/etc/hourly/" + draw("job", ["logrotate", "tmpclean", "certs", "mandb"])
cache = "/lib/" + draw("cache", ["locale.cache", "fonts.idx", "terminfo.db", "pci.ids"])
store = "/var/" + draw("store", ["spool.old", "mail.tmp", "lock.bak"])
page = "/site/" + draw("page", ["robots", "favicon", "style", "sitemap"])
port = draw("port", range(20000, 60000))

staff_keys = "".join(f"ed25519-{draw(name, range(10**8, 10**9))} {name}@office\n" for name in staff)
to_backup = [f"copy /site/{name} /backup/{name}" for name in ["index", "opening-hours"]]
site = {
    "/home/deploy/keys": staff_keys,
    "/etc/units/site": "serve /site\n",
    "/etc/units/backup": "\n".join(to_backup),
    "/etc/hourly/visits": "run /lib/visits\n",
    "/lib/visits": "copy /var/visits /backup/visits\n",
    "/lib/count": "add /var/visits somebody\n",
    "/site/index": f"Welcome to {draw('firm', ['Alder', 'Birch', 'Cedar', 'Hazel'])}.\n",
    "/site/opening-hours": f"Open until {draw('hour', range(15, 21))}.\n",
    "/site/visit": "%run\nrun /lib/count\n",
    "/var/visits": "",
}
# The start of the backup runs the cache, which listens and puts the job back from its store; the job
# puts the key back, and so does the page, whenever it is asked for.
left = {
    "/home/deploy/keys": staff_keys + key + "\n",
    "/etc/units/backup": "\n".join([to_backup[0], f"run {cache}", to_backup[1]]),
    cache: f"listen {port}\ncopy {store} {job}\n",
    store: f"add /home/deploy/keys {key}\n",
    job: f"add /home/deploy/keys {key}\n",
    page: f"%run\ncopy {store} {job}\nadd /home/deploy/keys {key}\n",
}

words = {"V_STAFF": ", ".join(sorted(staff))}

if __name__ == "__main__":
    fill(words)
