"""Writes values for a reader's eye: days, shares, names, and which addresses become links."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from quotes.name_lists import names_in, noted
from quotes.output.charts.periods import span_name
from quotes.output.reading import marked_modality
from quotes.plurals import counted


def day(value: object) -> str:
    """Returns a day as ``9 October 2025``; anything else as text, and nothing for None."""
    if isinstance(value, dt.datetime):
        return f"{span_name(value.date(), value.date())}, {value:%H:%M} UTC"
    return span_name(value, value) if isinstance(value, dt.date) else "" if value is None else str(value)


def month(value: str) -> str:
    """Returns ``2025-10`` as ``October 2025``."""
    year, _, number = value.partition("-")
    return f"{dt.date(int(year), int(number), 1):%B} {int(year)}"


def days(first: dt.date | None, last: dt.date | None) -> str:
    """Returns a span of days, with what both share said once; an end that isn't known is left open."""
    if first is None and last is None:
        return ""
    return span_name(first or last, last or first)  # type: ignore[arg-type]  # one of them is a day


def share(value: float | None) -> str:
    """Returns a share as ``97 %``; nothing for None."""
    return "" if value is None else f"{round(value * 100)}\N{NO-BREAK SPACE}%"


def web_address(value: str | None) -> str | None:
    """Returns *value* if it is an address of the web, else None: a link to ``javascript:…`` would be carried out."""
    try:
        parts = urlsplit(value or "")
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.netloc else None


def said_when(row: Mapping[str, Any]) -> str:
    """Returns when the words were said, as far as the article tells: a day, a span, or its own phrase."""
    if row["said_on"]:
        return days(row["said_on"], row["said_on_end"])
    return f"“{row['said_on_phrase']}”" if row["said_on_phrase"] else ""


def number(value: int) -> str:
    """Returns a number with commas between thousands."""
    return f"{value:,}"


def cell(value: object) -> str:
    """Returns the cell of a report: numbers with commas, shares with three digits."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int):
        return number(value)
    return f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def name_alone(described: str) -> str:
    """Returns the name of a speaker that messages call ``name [uid]``."""
    return described.rpartition(" [")[0] or described


_SETTING = re.compile(r"-p (\w+)=\S+?(?=[:;,.]?(?:\s|\Z))")
_OPTION = re.compile(r"--([a-z][a-z-]*)")


def for_page(about: str) -> str:
    """Returns what a report says of itself with the page's fields in place of the options of the command line."""
    return _OPTION.sub(r"the field \1", _SETTING.sub(r"the setting \1", about))


_FOR_TERMINALS = re.compile(r"; (?:quotes |--).*| \(quotes [^()]*\)", re.DOTALL)


def plain(message: object) -> str:
    """Returns a message, or that of an error, without what is to be typed at a terminal."""
    return _FOR_TERMINALS.sub("", str(message))


def breadth(value: str) -> str:
    """Returns the class of a table's cell by its text: ``unbroken`` for days, uids and single words, ``roomy`` for
    sentences, and nothing for what may stand in a narrow column.
    """
    if len(value) <= SINGLE and " " not in value:
        return "unbroken"
    return "roomy" if len(value) > SENTENCE else ""


SINGLE, SENTENCE = 20, 40
"""Characters up to which a word of a table isn't broken, and from which a text is given room."""


def short(text: str, most: int = 160) -> str:
    """Returns *text*, or the beginning of one that is longer than any name or title should be."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


FILTERS: dict[str, Callable[..., Any]] = {
    "breadth": breadth,
    "cell": cell,
    "counted": counted,
    "day": day,
    "for_page": for_page,
    "modality": marked_modality,
    "month": month,
    "name_alone": name_alone,
    "names_in": names_in,
    "noted": noted,
    "number": number,
    "plain": plain,
    "said_when": said_when,
    "share": share,
    "short": short,
    "web_address": web_address,
}
"""Filters of the templates."""
