"""Serves pages of a folder. First-party and vulnerable on purpose: a name may leave the folder."""

import os

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages")


def read(name):
    with open(os.path.join(ROOT, name.strip()), encoding="utf-8") as page:
        return page.read()
