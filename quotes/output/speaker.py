"""Shows one speaker: a row of ``line`` (as in the list of speakers), ``aliases, outlets, roles, stated, apart``."""

from collections.abc import Iterator
from typing import Any

from quotes.output.lines import fact
from quotes.output.rows import Row
from quotes.plurals import counted


def speaker_record(card: Row) -> dict[str, Any]:
    """Returns everything about a speaker, ready for JSON."""
    return {
        **card["line"],
        "aliases": list(card["aliases"]),
        "outlets": dict(card["outlets"]),
        "roles": dict(card["roles"]),
        "attributes": [dict(zip(("name", "value", "since", "until"), each, strict=True)) for each in card["stated"]],
        "apart": list(card["apart"]),
    }


def speaker_lines(card: Row, *, width: int = 88) -> Iterator[str]:
    """Yields everything about a speaker for the eye, on lines of *width*."""
    line = card["line"]
    note = f" ({line['note']})" if line["note"] else ""
    yield f"{line['speaker']}{note}, {line['kind']}, {line['uid']}"
    for name, value in _facts(card):
        yield fact(f"  {name:<11}", value, width=width)


def _facts(card: Row) -> Iterator[tuple[str, str]]:
    line = card["line"]
    yield "names", "; ".join(card["aliases"])
    counts = ((line["utterances"], "time"), (line["quotations"], "quotation"), (line["articles"], "article"))
    yield "quoted", ", ".join(counted(number, noun) for number, noun in counts)
    if line["first_on"]:
        yield "first, last", f"{line['first_on']}, {line['last_on']}"
    if card["outlets"]:
        yield "outlets", ", ".join(f"{outlet} ({count})" for outlet, count in card["outlets"])
    for role, count in card["roles"]:
        yield role.replace("_", " "), str(count)
    for name, value, since, until in card["stated"]:
        yield name, value + (f" ({since or '…'} to {until or '…'})" if since or until else "")
    for other in card["apart"]:
        yield "not", other
