"""``quotes show``."""

import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import colours, database_options, opened, styles, width_of

if TYPE_CHECKING:
    from quotes.store.search.show import DecisionLine, QuotationCard


@click.command()
@click.argument("quotation", metavar="ID")
@click.option("-C", "--context", type=click.IntRange(min=0), default=0, metavar="N", help="N neighbours on each side.")
@click.option("--json", "as_json", is_flag=True, help="All columns, the passage and the decisions as JSON.")
@database_options
def command(database: dict[str, Any], quotation: str, context: int, as_json: bool) -> None:
    """Show one quotation in its passage, with where it comes from.

    \b
    quotes show qabc123
    quotes show qabc123 -C 2
    quotes show qabc123 --json

    ID is the id, the uid, or the beginning of a uid that only one quotation has.
    """
    from quotes.store.search.show import show

    with opened(database) as store, store.reading() as session:
        shown = show(session, quotation, neighbours=context)
    if as_json:
        from quotes.output.tables import one_line

        click.echo(one_line(record(shown)))
        return
    coloured = colours(sys.stdout)
    click.echo(passage(shown, width_of(sys.stdout), styles(sys.stdout), marked=coloured), color=coloured)


def record(shown: "QuotationCard") -> dict[str, Any]:
    """The columns of ``quote_list``, then the passage with its places, further parties, decisions, neighbours."""
    places = {"quotation": shown.passage.quotation, "mention": shown.passage.mention, "cue": shown.passage.cue}
    return {
        **shown.row,
        "passage": {"text": shown.passage.text, "start": shown.passage.offset, **places},
        "parties": [{"role": role, "name": name} for role, name in shown.parties],
        "decisions": [decision._asdict() for decision in shown.decisions],
        "earlier": shown.earlier,
        "later": shown.later,
        "stored_at": shown.added_at,
    }


SIGNS = {"quotation": (">>>", "<<<"), "cue": ("{", "}"), "speaker": ("[", "]")}
"""What marks quotation, cue and speaker where there are no colours."""


def marked_passage(shown: "QuotationCard", width: int, styled: Callable[[str, str], str], *, marked: bool) -> str:
    """The passage on lines of *width* with quotation, cue and speaker marked."""
    found = shown.passage
    if not found.text:
        return textwrap.fill(f"“{' '.join(str(shown.row['words']).split())}”", width=width)
    ends: list[tuple[int, int, str]] = []
    codes: dict[str, str] = {}
    for place, name in ((found.quotation, "quotation"), (found.cue, "cue"), (found.mention, "speaker")):
        if place is None or place[0] == place[1]:
            continue
        before, after = SIGNS[name]
        if marked:  # colours: a character that is none stands for the code, which wrapping must not count
            first, _, last = styled("\0", "match" if name == "quotation" else name).partition("\0")
            before, after = chr(0xFDD0 + len(codes)), chr(0xFDD1 + len(codes))
            codes |= {before: first, after: last}
        ends += [(place[0], 1, before), (place[1], 0, after)]
    text = found.text
    for at, _, sign in sorted(ends, reverse=True):
        text = text[:at] + sign + text[at:]
    around = f"{'' if found.begins else '… '}{text}{'' if found.ends else ' …'}"
    lines = "\n\n".join(
        textwrap.fill(" ".join(each.split()), width=width) for each in around.split("\n") if each.strip()
    )
    return lines.translate({ord(sign): code for sign, code in codes.items()})


def passage(shown: "QuotationCard", width: int, styled: Callable[[str, str], str], *, marked: bool) -> str:
    """The text of the page: passage, facts, neighbours, decisions."""
    row = shown.row
    lines = ["beside it, before:", *map(_beside, shown.earlier), ""] if shown.earlier else []
    lines += [marked_passage(shown, width, styled, marked=marked)]
    if shown.passage.text and not marked:
        lines += ["", "(>>>quotation<<<, {cue}, [speaker])"]
    lines += ["", "beside it, after:", *map(_beside, shown.later)] if shown.later else []
    lines.append("")
    day = row["said_on"] or ""
    if row["said_on_end"] and row["said_on_end"] != row["said_on"]:
        day = f"{day} to {row['said_on_end']}"
    phrase = f"“{row['said_on_phrase']}”" if row["said_on_phrase"] else ""
    offsets = f"{row['start_offset']}-{row['end_offset']}" if row["start_offset"] is not None else ""
    confidence = f"{round(row['confidence'] * 100)} %" if row["confidence"] is not None else "typed by a person"
    facts = [
        ("speaker", f"{row['speaker']} ({row['speaker_kind']})" if row["speaker"] else None),
        ("nobody credited", shown.uncredited_because),
        *((role.replace("_", " "), name) for role, name in shown.parties),
        ("named as", row["mention"]),
        ("cue", row["cue"]),
        ("via", row["via"]),
        ("said on", " ".join(part for part in (str(day), phrase) if part)),
        (
            "kind",
            ", ".join(x for x in (row["kind"], shown.setting, shown.modality) if x not in ("body", "said")),
        ),
        ("outlet", row["outlet"]),
        ("published", row["published_on"]),
        ("title", row["title"]),
        ("byline", row["byline"]),
        ("url", row["url"]),
        ("quotation", f"{row['uid']} (id {shown.id}), utterance {row['utterance']}, {row['status']}"),
        (
            "article",
            f"{row['article_uid']}, version {row['article_version']}" + (f", characters {offsets}" if offsets else ""),
        ),
        ("text hash", row["text_sha256"]),
        ("confidence", f"{confidence}{', ' + row['reason'] if row['reason'] else ''}"),
        ("extractor", row["extractor"]),
        ("stored", shown.added_at.strftime("%Y-%m-%d %H:%M UTC")),
    ]
    lines += [f"{name:>16}  {value}" for name, value in facts if value not in (None, "")]
    if shown.decisions:
        lines += ["", "decisions:", *map(_decision, shown.decisions)]
    return "\n".join(lines)


def _beside(row: Mapping[str, Any]) -> str:
    return f"  {row['uid']}  {row['speaker'] or '—'}: “{' '.join(row['words'].split())}”"


def _decision(line: "DecisionLine") -> str:
    def value(part: object) -> str:
        return ", ".join(f"{name} {each!r}" for name, each in part.items()) if isinstance(part, dict) else repr(part)

    said = f"  {line.at:%Y-%m-%d %H:%M} UTC  #{line.operation}  {line.who}: {line.action} ({line.subject})"
    if line.before is not None or line.after is not None:
        said += f": {value(line.before)} → {value(line.after)}"
    said += f"; {line.note}" if line.note else ""
    return said + (f"; undone by #{line.undone_by}" if line.undone_by is not None else "")
