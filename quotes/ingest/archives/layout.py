"""Holds what the layouts of archives have in common: lines with their numbers, dates in several languages, refusals."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from quotes.errors import UnreadableSource

_MONTHS = (
    "jan janv january januar janvier enero gennaio janeiro januari",
    "feb fév févr february februar février febrero febbraio fevereiro februari",
    "mar mars march märz marzo março maart mär",
    "apr avr april avril abril aprile",
    "may mai mayo maggio maio mei",
    "jun juin june juni junio giugno junho",
    "jul juil july juli juillet julio luglio julho",
    "aug août august agosto augustus ago",
    "sep sept september septembre septiembre settembre setembro",
    "oct okt october oktober octobre octubre ottobre outubro",
    "nov november novembre noviembre novembro",
    "dec dez déc december dezember décembre diciembre dicembre dezembro",
)
"""Names of the months as archives print them: English, German, French, Spanish, Italian, Portuguese, Dutch."""
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WORD = r"(?P<month>[^\W\d_]{3,10})\.?"
_DATES = (
    re.compile(rf"\b{_WORD} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:er|\.)? (?:de )?{_WORD},? (?:de )?(?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
LONGEST_LINE_SHOWN = 50
"""Characters of a line that a refusal shows."""


class Line(NamedTuple):
    """A line without the blanks at its ends, and its number, counted from 1."""

    number: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Returns the lines of *text*."""
    return [Line(number, line.strip(" \t\r\f\ufeff\xa0")) for number, line in enumerate(text.split("\n"), 1)]


def day_in(text: str) -> dt.date | None:
    """Returns the day that is written in a line, also beside other words, or None if there is none."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            word = match["month"].lower()
            month = int(word) if word.isdigit() else _MONTH.get(word)
            if month is None:
                continue
            try:
                return dt.date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                continue
    return None


def paragraphs_of(lines: Sequence[Line], *, wrapped: bool) -> str:
    """Returns the text of *lines* without blanks at their ends; those of a paragraph are joined if they are *wrapped*
    to a width.
    """
    if not wrapped:
        text = "\n".join(line.text for line in lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            paragraphs[-1].append(line.text)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(" ".join(words) for words in paragraphs if words)


def is_copyright(text: str) -> bool:
    """Tests whether a line is a copyright notice."""
    low = text.lower()
    return low.startswith(("copyright", "©", "(c) ")) or "all rights reserved" in low or "tous droits" in low


def refuse(archive: str, line: Line | None, missing: str) -> NoReturn:
    """Says where an export deviates from its layout.

    :raises UnreadableSource: always.
    """
    if line is None:
        raise UnreadableSource(f"looks like an export of {archive}, but {missing}")
    shown = line.text if len(line.text) <= LONGEST_LINE_SHOWN else line.text[:LONGEST_LINE_SHOWN] + "…"
    raise UnreadableSource(
        f"looks like an export of {archive}, but stops to fit at line {line.number} ({shown}): {missing}"
    )


def without_by(byline: str | None) -> str | None:
    """Returns a byline without the word before the name."""
    words = " ".join((byline or "").split())
    words = re.sub(r"\A(?:By|BY|by|Par|Von|Por|Di)\s+", "", words)
    return words.strip(" ;,") or None
