"""This run's releases: which form of the file each has, and so where the flaw begins and ends."""

import pathlib
import shutil

from seed import draw, fill

major = draw("major", range(2, 9))
minor = draw("minor", range(3, 8))
releases = [f"{major}.{minor + at}.{draw(f'patch {at}', range(0, 4))}" for at in range(7)]
releases += [f"{major + 1}.{at}.{draw(f'later patch {at}', range(0, 4))}" for at in range(2)]

# The forms follow each other; the last may not have come yet.
ends = [draw("slash", [1, 2]), draw("clean", [3, 4]), draw("double", [5, 6]), draw("plain", [7, 8, 9])]
forms = ["strict", "slash", "clean", "double", "plain"]
form_of = {release: forms[sum(at >= end for end in ends)] for at, release in enumerate(releases)}
affected = [release for release, form in form_of.items() if form in ("slash", "clean", "double")]
later = [release for release, form in form_of.items() if form == "plain"]
expected = {"introduced": affected[0], "fixed": later[0] if later else None, "affected": affected}

notes = {
    "strict": "Sign-in goes on to one of three pages.",
    "slash": "Sign-in goes on to any page of the portal.",
    "clean": "Links with blanks and encoded letters are understood.",
    "double": "Security: sign-in no longer goes to other sites.",
    "plain": "The form of links is described by one expression.",
}

words = {
    "V_ID": f"R-{draw('id', range(1000, 9999))}",
    "V_SEEN": draw("seen", [release for release in affected if form_of[release] != "double"]),
}

if __name__ == "__main__":
    folder = pathlib.Path("releases")
    folder.mkdir()
    changes = ["# Changes", ""]
    for at, (release, form) in enumerate(form_of.items()):
        shutil.copyfile(f"/task/forms/{form}.py", folder / f"sign_in-{release}.py")
        is_new = at == 0 or form != form_of[releases[at - 1]]
        changes.insert(2, f"- {release}: {notes[form] if is_new else 'Other parts.'}")
    pathlib.Path("CHANGES.md").write_text("\n".join(changes) + "\n")
    fill(words)
