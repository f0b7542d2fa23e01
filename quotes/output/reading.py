"""Quotations for the eye: words in marks, then who, where and when, on wrapped lines."""

import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Styled = Callable[[str, str], str]
"""A function that gives *text* the style *name* (``speaker``, ``dim``, ``match``), or leaves it."""


def unstyled(text: str, _style: str) -> str:
    """No styles."""
    return text


def blocks(rows: Iterable[Mapping[str, Any]], *, width: int = 88, styled: Styled = unstyled) -> Iterable[str]:
    """One block of lines for each quotation row, with a blank line after it."""
    for row in rows:
        yield block(row, width=width, styled=styled) + "\n\n"


def block(row: Mapping[str, Any], *, width: int = 88, styled: Styled = unstyled) -> str:
    """The lines of one quotation row, without a line end."""
    words = textwrap.fill(
        f"“{' '.join(str(row['words']).split())}”", width=width, initial_indent="  ", subsequent_indent="   "
    )
    who = row.get("speaker")
    said = styled(str(who), "speaker") if who else styled("nobody credited", "dim")
    facts = [said]
    if row.get("via"):
        facts.append(f"via {row['via']}")
    if row.get("said_on"):
        end = row.get("said_on_end")
        day = f"{row['said_on']}" if end in (None, row["said_on"]) else f"{row['said_on']} to {end}"
        facts.append(f"said {day}")
    elif row.get("said_on_phrase"):
        facts.append(f"said “{row['said_on_phrase']}”")
    place = [str(part) for part in (row.get("outlet"), row.get("published_on"), row.get("title")) if part]
    tail = [str(row["uid"])] if row.get("uid") else []
    if row.get("confidence") is not None:
        tail.append(f"{round(float(row['confidence']) * 100)} %")
    if row.get("status") not in (None, "extracted"):
        tail.append(str(row["status"]))
    lines = [words, "    — " + ", ".join(facts)]
    rest = " · ".join([*place, *tail])
    if rest:
        lines.append("    " + styled(rest, "dim"))
    return "\n".join(lines)


def counted(number: int, noun: str) -> str:
    """``1 quotation``, ``7 quotations``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
