"""Reads the section of an outlet in which an article stood, as archives and pages write it (*NEWS; Pg. 12*)."""

import re

_PAGE = re.compile(r"\b(?:Pg?|pp|pages?|[Ss]eite|S)\.? ?[A-Z]{0,2}\d[\w-]{0,8}\Z", re.IGNORECASE)
_APART = re.compile(r"\s*[;|/>\u2022]\s*")
LONGEST = 60
"""Characters of a section; what is longer is no name of one."""


def section_in(words: str | None) -> str | None:
    """Returns the section that *words* name, without page and subsections; None if they name none."""
    first = _APART.split((words or "").strip(), maxsplit=1)[0]
    name = " ".join(_PAGE.sub("", first).strip(" ,.:-").split())
    return name if 0 < len(name) <= LONGEST and any(map(str.isalpha, name)) else None
