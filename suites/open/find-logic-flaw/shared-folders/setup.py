"""This run's office: its folders, its people and the document that is closed to most."""

from seed import draw, fill, shuffled

folders = ["projects", "north", "apollo", "reviews", "people", "legal", "grants"]
top, middle, deep = shuffled("folders", folders)[:3]
user, owner = shuffled("people", ["amara", "bjorn", "chidi", "dolores", "emre", "farida"])[:2]

# A rule right below a renamed folder goes along with it, so the closed folder is further down.
levels = draw("levels", [2, 3])
between = "/".join([middle, "drafts", "old"][:levels])

words = {
    "V_TOP": top,
    "V_MIDDLE": middle,
    "V_CLOSED": f"/company/{top}/{between}/{deep}",
    "V_USER": user,
    "V_OWNER": owner,
    "V_SECRET": draw("secret", ["appraisals", "settlement", "offers", "severance"]) + ".txt",
}

if __name__ == "__main__":
    fill(words)
