"""Writes families of quotations: as a page for the eye, or as a row for each quotation.

A family comes as a row of ``first`` (its first quotation), ``wordings`` and ``flags``; a wording as a row of ``words``,
``carriers`` (quotations), ``pieces`` (rows of ``part`` and ``text``), ``against`` (the place of the wording that it is
compared with), ``is_cut`` and ``altered``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.output.lines import Marks, Styler, list_of, wrapped
from quotes.output.reading import unstyled, who_said
from quotes.output.rows import Row
from quotes.plurals import counted

COLUMNS = (
    "family", "flags", "wording", "words", "differences", "altered", "speaker", "outlet", "published_on", "setting",
    "title", "url", "uid",
)  # fmt: skip
"""The columns of a row for each quotation; ``family`` is the uid of the quotation of the family that was published
first, ``wording`` counts the wordings of a family, ``differences`` marks what a wording has otherwise than a fuller
one."""
SIGNS = {"same": ("", ""), "dropped": ("[-", "-]"), "added": ("{+", "+}")}
"""What marks words that a wording lacks, or that only it has."""
FEW = 6
"""Carriers of a wording that a page names."""


def differences(wording: Row, mark: Styler = unstyled) -> str:
    """Returns the words of *wording* with what it has otherwise than the fuller one; a cut at an end is none."""
    parts = []
    for piece in wording["pieces"]:
        before, after = SIGNS[piece["part"]]
        shown = f"{before}{piece['text']}{after}"
        parts.append(mark(shown, "match") if before else shown)
    return " ".join("".join(parts).split())


def variant_rows(families: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yields a row for each quotation of *families*, wording by wording."""
    for family in families:
        for number, wording in enumerate(family["wordings"], 1):
            for carrier in wording["carriers"]:
                yield {
                    **{name: carrier[name] for name in ("speaker", "outlet", "published_on", "setting", "uid")},
                    **{name: carrier[name] for name in ("title", "url", "words")},
                    "family": family["first"]["uid"],
                    "flags": "; ".join(family["flags"]),
                    "wording": number,
                    "differences": differences(wording) if wording["against"] is not None else None,
                    "altered": ", ".join(wording["altered"]),
                }


def family_line(family: Row) -> str:
    """Returns a line that says how often, where and when an utterance was printed."""
    carriers = [carrier for wording in family["wordings"] for carrier in wording["carriers"]]
    outlets = {carrier["outlet"] for carrier in carriers if carrier["outlet"]}
    days = sorted({carrier["published_on"] for carrier in carriers if carrier["published_on"]})
    spoken = [counted(len(family["wordings"]), "wording"), f"in {counted(len(carriers), 'quotation')}"]
    if outlets:
        spoken.append(f"of {counted(len(outlets), 'outlet')}")
    if days:
        spoken.append(f", {days[0]}" if len(days) == 1 else f", {days[0]} to {days[-1]}")
    return " ".join(spoken).replace(" ,", ",")


def family_page(family: Row, *, width: int = 88, styled: Styler = unstyled) -> str:
    """Returns the lines of one family, without a line end: how often it was printed, its flags, and each wording with
    who carried it.
    """
    mark = Marks(styled)
    lines = [mark.coded(wrapped(f"{mark(family['first']['uid'], 'speaker')}  {family_line(family)}", width=width))]
    lines += [mark.coded(mark(f"  ! {flag}", "cue")) for flag in family["flags"]]
    for number, wording in enumerate(family["wordings"], 1):
        lead = f"{number:>3}  "
        shown = f"“{differences(wording, mark)}”" + (" (cut)" if wording["is_cut"] else "")
        lines.append(mark.coded(wrapped(shown, width=width, first=lead, indent="      ")))
        if wording["altered"]:
            lines.append(f"     altered: {', '.join(wording['altered'])}")
        lines.append(mark.coded(_carriers(wording["carriers"], mark, width)))
    return "\n".join(lines)


def _carriers(carriers: Sequence[Mapping[str, Any]], mark: Marks, width: int) -> str:
    """Returns who carried a wording: who said it, where and when, of each credit the first few."""
    by_credit: dict[str, list[str]] = {}
    for carrier in carriers:
        place = " ".join(str(each) for each in (carrier["outlet"] or "?", carrier["published_on"]) if each)
        setting = "" if carrier["setting"] == "body" else f" ({carrier['setting']})"
        by_credit.setdefault(who_said(carrier, mark), []).append(f"{mark.clean(place)}{setting} {carrier['uid']}")
    lines = []
    for credit, places in by_credit.items():
        more = [f"{len(places) - FEW} more"] if len(places) > FEW else []
        lines.append(list_of([*places[:FEW], *more], " ·", width=width, first=f"     — {credit}: ", indent=" " * 7))
    return "\n".join(lines)
