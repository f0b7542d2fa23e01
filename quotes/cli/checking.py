"""Reads a draft for ``quotes check``, checks its quotations, and shows what came out."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import show_rows, stream_for
from quotes.cli.terminal import styles, width_of
from quotes.errors import UnreadableSource, UsageProblem
from quotes.model import Uncredited

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.checking import Claim
    from quotes.model import QuotedSpan

SHOWN = 40
"""Characters of a quotation that a note shows."""


@dataclass(slots=True)
class Draft:
    """What is checked: its name and text, its claims, and what has to be said before the answer."""

    name: str
    text: str
    claims: "list[Claim]"
    notes: list[str] = field(default_factory=list)
    has_lines: bool = False
    """Whether the lines of the text are those of the file that somebody edits."""


def one_claim(words: str, speaker: str | None) -> Draft:
    """Returns the words that somebody asks about as a draft of one claim.

    :raises UsageProblem: there is no word in them.
    """
    from quotes.checking import Claim
    from quotes.wording import fold, unmarked

    words = unmarked(words)
    if not fold(words):
        raise UsageProblem("--words has no word to look for")
    return Draft("words", words, [Claim(words, speaker)])


def draft_of(source: str, published_on: dt.date | None) -> Draft:
    """Returns the draft at *source*: a file, a URL, or ``-``.

    :raises UnreadableSource: it cannot be read, is a folder, or holds no text or several.
    """
    from quotes.checking import claims_of
    from quotes.ingest import STDIN, read_article, read_stdin
    from quotes.model import Ending
    from quotes.quotations.spans import find_quoted_spans

    if os.path.isdir(source):  # noqa: PTH112 - Path.is_dir raises for a name too long
        raise UnreadableSource(f"{source} is a folder; name one draft in it")
    # Standard input is read once: its bytes tell whether lines can be told.
    given = read_stdin() if source == STDIN else None
    article = read_article(source) if given is None else read_article(given, name=STDIN)
    if published_on is not None:
        article = replace(article, published_on=published_on)
    name = source if given is None else "standard input"
    claims = claims_of(article)
    draft = Draft(name, article.text, claims, has_lines=_is_read_as_it_is(source, given, article.text))
    if not claims:
        draft.notes.append(f"{name} has no quotation")
    if any(claim.uncredited_because == Uncredited.OTHER_LANGUAGE for claim in claims):
        draft.notes.append(f"{name} is not in English: its words are compared, its speakers are not told")
    unclosed = [span for span in find_quoted_spans(article.text) if span.ending is Ending.UNCLOSED]
    if unclosed:
        more = f", nor are {len(unclosed) - 1} more" if len(unclosed) > 1 else ""
        draft.notes.append(f"{name}: the mark {_opening(draft, unclosed[0])} is not closed{more}")
    return draft


def _opening(draft: Draft, span: "QuotedSpan") -> str:
    """Returns where *span* begins, to be read behind *the mark*: by its line, or by its first words in a draft whose
    text was taken out of a page or a document.
    """
    if draft.has_lines:
        return f"that opens a quotation in line {draft.text.count(chr(10), 0, span.start) + 1}"
    return f"before “{shorten(draft.text[span.start : span.end], SHOWN, placeholder=' …')}”"


def _is_read_as_it_is(source: str, given: bytes | None, text: str) -> bool:
    """Tests whether what was *given* on standard input, or else the file *source*, holds *text* and nothing else, but
    for ends of lines.
    """
    path = Path(source)
    try:
        if given is None:
            return path.is_file() and path.read_text(encoding="utf-8-sig") == text
        return given.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n") == text
    except (OSError, ValueError):
        return False


def checked_rows(session: "Session", draft: Draft, most: int) -> list[dict[str, Any]]:
    """Returns a row for each of the first *most* claims of *draft*; a note says of how many that is."""
    from quotes.checking import Checker, is_listed, row_of
    from quotes.plurals import counted

    if len(draft.claims) > most:
        draft.notes.append(
            f"{draft.name} has {counted(len(draft.claims), 'quotation')}: the first {most:,} are checked, "
            "-n N checks more"
        )
    checker = Checker(session)
    checked = [checker.check(claim) for claim in draft.claims[:most]]
    listed = [each for each in checked if is_listed(each)]
    if left_out := len(checked) - len(listed):
        titles = "title or word in marks is" if left_out == 1 else "titles and words in marks are"
        draft.notes.append(f"{left_out} {titles} nobody's speech and left out")
    return [row_of(each, draft.text if draft.has_lines else None) for each in listed]


def show_checked(rows: Sequence[dict[str, Any]], form: str, output: Path | None) -> None:
    """Writes *rows* as *form* says: blocks for the eye with a summary, everything as JSON, else a table."""
    from quotes.checking import ROW_COLUMNS
    from quotes.output.checked import LEGEND, checked_block, has_differences, summary
    from quotes.output.screen import stream_of

    if form != "text":
        whole = form in ("json", "jsonl")
        columns = (*ROW_COLUMNS, "matches") if whole else ROW_COLUMNS
        cells = rows if whole else [{**row, "remarks": "; ".join(row["remarks"])} for row in rows]
        show_rows(cells, columns, form, output)
        return
    if not rows:
        return
    with stream_for(output) as out:
        stream = stream_of(out, form)
        width, styled = width_of(stream), styles(stream)
        for number, row in enumerate(rows, 1):
            stream.write(checked_block(row, number, width=width, styled=styled) + "\n\n")
        if has_differences(rows):
            stream.write(f"{LEGEND}\n")
        stream.write(f"{summary(row['verdict'] for row in rows)}\n")


def write_page(rows: Sequence[dict[str, Any]], name: str, path: Path) -> None:
    """Writes *rows* as a page to *path*, whole or not at all."""
    from quotes.output.checked_page import checked_page
    from quotes.version import PROGRAM

    before = path.exists()
    with stream_for(path) as stream:
        stream.write(checked_page(rows, name, made_on=dt.date.today(), made_by=PROGRAM))
    click.echo(f"{path} {'replaced' if before else 'written'}", err=True)


def problem_of(rows: Sequence[dict[str, Any]], *, strict: bool) -> str | None:
    """Returns what is wrong with the draft in a line, or None: quotations that are altered or another speaker's, if
    *strict* also unknown ones.
    """
    from quotes.output.checked import words
    from quotes.plurals import counted

    wrong = ("altered", "speaker", *(("unknown",) if strict else ()))
    verdicts = [row["verdict"] for row in rows]
    told = [f"{verdicts.count(each)} {words(each)}" for each in wrong if each in verdicts]
    return f"of {counted(len(rows), 'quotation')} {', '.join(told)}" if told else None
