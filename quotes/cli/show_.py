"""``quotes show``."""

import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import colours, database_options, opened, styles, width_of

if TYPE_CHECKING:
    from quotes.store.show import Shown


@click.command()
@click.argument("quotation", metavar="ID")
@click.option("-C", "--context", type=click.IntRange(min=0), default=0, metavar="N", help="N neighbours on each side.")
@click.option("--json", "as_json", is_flag=True, help="All columns as JSON.")
@database_options
def command(database: dict[str, Any], quotation: str, context: int, as_json: bool) -> None:
    """Show one quotation in its passage, with where it comes from.

    \b
    quotes show qabc123

    ID is the id, the uid, or the beginning of a uid that only one quotation has.
    """
    from quotes.store.show import show

    with opened(database) as store, store.reading() as session:
        shown = show(session, quotation, neighbours=context)
    if as_json:
        from quotes.output.records import QUOTE_COLUMNS
        from quotes.output.tables import Format, write

        write([shown.row], QUOTE_COLUMNS, Format.JSONL, sys.stdout)
        return
    click.echo(passage(shown, width_of(sys.stdout), styles(sys.stdout), marked=colours(sys.stdout)))


def passage(shown: "Shown", width: int, styled: Callable[[str, str], str], *, marked: bool) -> str:
    """The text of the page: passage, facts, neighbours."""
    row = shown.row
    left, right = ("", "") if marked else (">>>", "<<<")
    words = styled(f"{left}{row['words']}{right}", "match")
    around = f"{'' if shown.begins else '… '}{shown.before}{words}{shown.after}{'' if shown.ends else ' …'}"
    lines = [textwrap.fill(" ".join(around.split()), width=width), ""]
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
        ("quotation", f"{row['uid']}, utterance {row['utterance']}, {row['status']}"),
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
    if shown.neighbours:
        lines += ["", "beside it:"]
        lines += [
            f"  {each['uid']}  {each['speaker'] or '—'}: “{' '.join(each['words'].split())}”"
            for each in shown.neighbours
        ]
    return "\n".join(lines)
