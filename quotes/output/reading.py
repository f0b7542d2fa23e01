"""Shows quotations for the eye: words in marks, then who, where and when, on wrapped lines."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.name_lists import names_in, noted
from quotes.output.lines import Marks, Styler, bound, list_of, wrapped


def unstyled(text: str, _style: str) -> str:
    """Returns *text* without any style: the styler of streams that show none."""
    return text


LONG = 700
"""Characters from which on a quotation is cut to what stands around its matches."""

AROUND = 160
"""Characters kept on each side of a match then."""

Stretch = tuple[int, int]
_BEGIN, _END = "\ufdd0", "\ufdd1"


def marked(words: str, places: Sequence[Stretch], styled: Styler, *, indent: str = "  ", width: int = 88) -> str:
    """Returns *words* in marks on lines of *width*, the stretches at *places* in the style ``match``.

    Long words are cut to what stands around those places; `` … `` replaces what is left out.
    """
    if _BEGIN in words or _END in words:
        places = ()
    parts: list[str] = []
    done = 0
    for start, end in places:
        parts += [words[done:start], _BEGIN, words[start:end], _END]
        done = end
    parts.append(words[done:])
    if len(words) > LONG and places:
        parts = _excerpt(parts)
    text = f"“{' '.join(''.join(parts).split())}”"
    lines = textwrap.fill(
        text, width=width, initial_indent=indent, subsequent_indent=indent + " ", break_on_hyphens=False
    )
    before, _, after = styled(_BEGIN, "match").partition(_BEGIN)
    return lines.replace(_BEGIN, before).replace(_END, after)


def _excerpt(parts: Sequence[str]) -> list[str]:
    """Returns *parts* (in turn between matches and begin, match, end) without what is far from every match."""
    kept: list[str] = []
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        room = AROUND * (1 if first or last else 2)
        if number % 4 or len(part) <= room:
            kept.append(part)
            continue
        head = "" if first else part[:AROUND].rpartition(" ")[0]
        tail = "" if last else part[-AROUND:].partition(" ")[2]
        kept.append(f"{head} … {tail}")
    return kept


def block(row: Mapping[str, Any], *, width: int = 88, styled: Styler = unstyled, places: Sequence[Stretch] = ()) -> str:
    """Returns the lines of one quotation row, without a line end; *places* of its words are marked as matches."""
    words = marked(str(row["words"]), places, styled, width=width)
    mark = Marks(styled)
    facts = []
    facts += [f"{part} {', '.join(names_in(row.get(name)))}" for name, part in PARTS.items() if row.get(name)]
    if row.get("via"):
        facts.append(f"via {row['via']}")
    if row.get("said_on"):
        end = row.get("said_on_end")
        day = f"{row['said_on']}" if end in (None, row["said_on"]) else f"{row['said_on']} to {end}"
        facts.append(f"said {day}")
    elif row.get("said_on_phrase"):
        phrase = f"“{row['said_on_phrase']}”"
        facts.append(f"said {phrase}" if row.get("modality", "said") == "said" else phrase)
    said = ", ".join((who_said(row, mark), *map(mark.clean, facts)))
    lines = [words, mark.coded(wrapped(said, width=width, first="    — ", indent=" " * 6))]
    place = [str(part) for part in (row.get("outlet"), row.get("published_on"), row.get("title")) if part]
    tail = [str(row["uid"])] if row.get("uid") else []
    if row.get("confidence") is not None:
        tail.append(bound(f"{round(float(row['confidence']) * 100)} %"))
    if row.get("status") not in (None, "extracted"):
        tail.append(str(row["status"]))
    if row.get("context"):
        around = " ".join(str(row["context"]).split())
        lines.append(wrapped(around, width=width, first="    | ", indent="    | "))
    if place or tail:
        lines.append("    " + styled(list_of([*place, *tail], " · ", width=width, indent="    ").lstrip(), "dim"))
    return "\n".join(lines)


PARTS = {"reported_by": "reported by", "spoken_for": "for"}
"""Columns of further parties who did not say the words, with the words for their part."""


def marked_modality(row: Mapping[str, Any]) -> str:
    """Returns ``denied: `` or the like to stand before the speaker if the words weren't said; else an empty string."""
    modality = row.get("modality")
    return "" if modality in (None, "said") else f"{str(modality).replace('-', ' ')}: "


def who_said(row: Mapping[str, Any], styled: Styler = unstyled) -> str:
    """Returns everybody who said it, behind a word that tells if it was not said."""
    mark = marked_modality(row)
    if not row.get("speaker"):
        return mark + styled("nobody credited", "dim")
    speakers = [noted(str(row["speaker"]), row.get("speaker_note")), *names_in(row.get("also_by"))]
    return mark + ", ".join(styled(each, "speaker") for each in speakers)


def figure_lines(figures: Mapping[str, object]) -> Iterator[str]:
    """Yields a line for each figure of a store: its name and its value, or only the name for a heading."""
    for what, value in figures.items():
        shown = "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
        yield f"{what:<26}{shown:>14}".rstrip()
