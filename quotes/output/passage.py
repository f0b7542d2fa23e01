"""Shows one quotation in its passage, with where it comes from and what people decided: for the eye and as a record.

What is shown comes as a row of these fields: ``row`` (the columns of ``quote_list`` and the keys of JSON), ``id``,
``passage`` (a row of ``text, offset, begins, ends, quotation, mention, cue``; the places are ``[start, end)`` of its
text), ``parties`` (pairs of role and name), ``setting``, ``modality``, ``uncredited_because``, ``added_at``,
``decisions`` (rows of ``operation, at, who, action, subject, before, after, note, undone_by``), ``earlier`` and
``later`` (neighbours) and ``family`` (as in :mod:`quotes.output.variants`, or None).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from quotes.name_lists import noted
from quotes.output.lines import Styler, fact, wrapped
from quotes.output.reading import who_said
from quotes.output.records import keyed
from quotes.output.rows import Row
from quotes.output.variants import family_line, variant_rows

SIGNS = {"quotation": (">>>", "<<<"), "cue": ("{", "}"), "mention": ("[", "]")}
"""What marks quotation, cue and speaker where there are no colours."""
STYLES = {"quotation": "match", "cue": "cue", "mention": "speaker"}
"""What marks them where there are."""
DERIVED = ("name_key", "search_words")
"""Fields that a decision changes only along with others."""
_FIRST_CODE = 0xFDD0
"""The first of the characters that stand for colours while lines are wrapped: no text means anything by them."""


def quotation_record(shown: Row) -> dict[str, Any]:
    """Returns the keys of a quotation in JSON, then the passage with its places, further parties, decisions,
    neighbours.
    """
    passage = shown["passage"]
    return {
        **keyed(shown["row"]),
        "passage": {
            "text": passage["text"],
            "start": passage["offset"],
            **{name: passage[name] for name in ("quotation", "mention", "cue")},
        },
        "parties": [{"role": role, "name": name} for role, name in shown["parties"]],
        "decisions": shown["decisions"],
        "earlier": [keyed(each) for each in shown["earlier"]],
        "later": [keyed(each) for each in shown["later"]],
        "stored_at": shown["added_at"],
        "family": None if shown["family"] is None else list(variant_rows([shown["family"]])),
    }


def marked_passage(shown: Row, *, width: int, styled: Styler, colours: bool) -> str:
    """Returns the passage on lines of *width* with quotation, cue and speaker marked, by *styled* or else by signs."""
    passage = shown["passage"]
    if not passage["text"]:
        return wrapped(f"“{' '.join(str(shown['row']['words']).split())}”", width=width)
    signs, codes = _coloured_signs(passage, styled) if colours else (SIGNS, {})
    ends: list[tuple[int, int, str]] = []
    for name in SIGNS:
        if _stands(passage[name]):
            start, end = passage[name]
            before, after = signs[name]
            ends += [(start, 1, before), (end, 0, after)]
    text = passage["text"]
    for at, _, sign in sorted(ends, reverse=True):
        text = text[:at] + sign + text[at:]
    around = f"{'' if passage['begins'] else '… '}{text}{'' if passage['ends'] else ' …'}"
    lines = "\n\n".join(wrapped(" ".join(each.split()), width=width) for each in around.split("\n") if each.strip())
    return lines.translate({ord(sign): code for sign, code in codes.items()})


def _stands(place: tuple[int, int] | None) -> bool:
    return place is not None and place[0] != place[1]


def _coloured_signs(passage: Row, styled: Styler) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Returns a pair of characters for each place, and the codes that replace them after wrapping, which must not count
    what isn't printed.
    """
    signs: dict[str, tuple[str, str]] = {}
    codes: dict[str, str] = {}
    for name in SIGNS:
        if _stands(passage[name]):
            first, _, last = styled("\0", STYLES[name]).partition("\0")
            before, after = chr(_FIRST_CODE + len(codes)), chr(_FIRST_CODE + 1 + len(codes))
            signs[name] = before, after
            codes |= {before: first, after: last}
    return signs, codes


def quotation_page(shown: Row, *, width: int, styled: Styler, colours: bool) -> str:
    """Returns the text of the page: passage, facts, neighbours, decisions."""
    before, after = (
        [wrapped(_beside(each), width=width, indent="    ") for each in shown[name]] for name in ("earlier", "later")
    )
    lines = ["beside it, before:", *before, ""] if before else []
    lines += [marked_passage(shown, width=width, styled=styled, colours=colours)]
    if shown["passage"]["text"] and not colours:
        lines += ["", "(>>>quotation<<<, {cue}, [speaker])"]
    lines += ["", "beside it, after:", *after] if after else []
    lines.append("")
    facts = [*_speech(shown), *_source(shown)]
    lines += [fact(f"{name:>16}", value, width=width) for name, value in facts if value not in (None, "")]
    if shown["decisions"]:
        lines += ["", "decisions:"]
        lines += decision_lines(shown["decisions"], width)
    return "\n".join(lines)


def _speech(shown: Row) -> Sequence[tuple[str, Any]]:
    """Returns the facts about who said it, how and when, as pairs of name and value."""
    row = shown["row"]
    kinds = (row["kind"], shown["setting"])
    return [
        (
            "speaker",
            f"{noted(row['speaker'], row['speaker_note'])} ({row['speaker_kind']})" if row["speaker"] else None,
        ),
        ("", shown["remark"]),
        ("nobody credited", shown["uncredited_because"]),
        *((role.replace("_", " "), name) for role, name in shown["parties"]),
        ("named as", row["mention"]),
        ("cue", row["cue"]),
        ("via", row["via"]),
        ("said on", _said_on(row)),
        ("kind", ", ".join(each for each in kinds if each != "body")),
        ("modality", None if shown["modality"] == "said" else shown["modality"].replace("-", " ")),
    ]


def _said_on(row: Row) -> str:
    day = str(row["said_on"] or "")
    if row["said_on_end"] and row["said_on_end"] != row["said_on"]:
        day = f"{day} to {row['said_on_end']}"
    phrase = f"“{row['said_on_phrase']}”" if row["said_on_phrase"] else ""
    return " ".join(part for part in (day, phrase) if part)


def _source(shown: Row) -> Sequence[tuple[str, Any]]:
    """Returns the facts about where it stands and how it came into the store, as pairs of name and value."""
    row = shown["row"]
    place = f", characters {row['start_offset']}-{row['end_offset']}" if row["start_offset"] is not None else ""
    confidence = f"{round(row['confidence'] * 100)} %" if row["confidence"] is not None else "typed by a person"
    return [
        ("outlet", row["outlet"]),
        ("published", row["published_on"]),
        ("title", row["title"]),
        ("byline", row["byline"]),
        ("url", row["url"]),
        ("quotation", f"{row['uid']} (id {shown['id']}), utterance {row['utterance']}, {row['status']}"),
        ("article", f"{row['article_uid']}, version {row['article_version']}{place}"),
        ("text hash", row["text_sha256"]),
        ("printed", _family(shown)),
        ("confidence", f"{confidence}{', ' + row['reason'] if row['reason'] else ''}"),
        ("extractor", row["extractor"]),
        ("stored", shown["added_at"].strftime("%Y-%m-%d %H:%M UTC")),
    ]


def _family(shown: Row) -> str | None:
    """Returns how often the utterance was printed, what to look at, and how to see it; None if only once."""
    if shown["family"] is None:
        return None
    flags = "".join(f"; {flag}" for flag in shown["family"]["flags"])
    return f"{family_line(shown['family'])}{flags} (quotes variants {shown['row']['uid']})"


def _beside(row: Row) -> str:
    return f"  {row['uid']}  {who_said(row)}: “{' '.join(row['words'].split())}”"


def decision_lines(lines: Sequence[Row], width: int) -> Iterator[str]:
    """Yields a block for each operation of *lines*, oldest first: who did what and when, the note, then what changed,
    a line each.
    """
    for operation, group in groupby(lines, key=itemgetter("operation")):
        changes = list(group)
        first = changes[0]
        undone = f"; undone by #{first['undone_by']}" if first["undone_by"] is not None else ""
        head = f"{first['action']} by {first['who']}, {first['at']:%Y-%m-%d %H:%M} UTC{undone}"
        yield fact(f"  #{operation}", head, width=width)
        yield from (
            wrapped(each["note"], width=width, first="      ", indent="      ") for each in changes if each["note"]
        )
        facts = [each for line in changes for each in _changed(line)]
        longest = max((len(name) for name, _ in facts), default=0)
        yield from (fact(f"      {name:<{longest}}", value, width=width) for name, value in facts)


def _changed(line: Row) -> Iterator[tuple[str, str]]:
    """Yields the name of each field that a decision changed, and its value before and after.

    Keys and folded words, which follow from other fields, are left out.
    """
    prefix = "" if line["subject"] == "quote" else f"{line['subject']} "
    before, after = ({} if side is None else side for side in (line["before"], line["after"]))
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield line["subject"], f"{_value(line['before'])} → {_value(line['after'])}"
        return
    for name in dict.fromkeys((*before, *after)):
        sides = _value(before.get(name)), _value(after.get(name))
        if name not in DERIVED and sides[0] != sides[1]:
            yield f"{prefix}{name.replace('_', ' ')}", " → ".join(sides)


def _value(part: object) -> str:
    return "none" if part is None or part == "" else str(part)
