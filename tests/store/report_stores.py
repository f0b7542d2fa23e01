"""The stores whose reports are kept, and what each report answers over them as CSV.

``python -m tests.store.report_stores`` writes the answers of SQLite into ``tests/cases/reports``; look at the
difference before it is kept.  Neither store hangs on what extraction finds: one has the bundled articles with their
labelled quotations, the other 5,000 quotations made up from a seed, with all that a count must leave out.
"""

import datetime as dt
import hashlib
import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from quotes.model import Credit, Modality, Precision, Quote, Role, SpeakerKind
from quotes.output.tables import Format, write
from quotes.samples import articles, gold_path
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.query.filters import Filter
from quotes.store.search.report_files import find_report
from quotes.store.search.run_report import run_report
from tests.benchmarks.big_store import build

FOLDER = Path(__file__).parents[1] / "cases" / "reports"
RENEW = "python -m tests.store.report_stores"
SHOWN = 40
"""Rows of an answer that are kept as they are; of a longer one also how many there are, and the hash of all."""


class Asked(NamedTuple):
    """A report with what is asked of it; ``file`` is the stem of the file that keeps its answer."""

    file: str
    report: str
    parameters: Mapping[str, str] = {}
    query: str = ""
    filters: Filter = Filter()


PLAIN = tuple(
    Asked(name, name)
    for name in (
        "speakers outlets months share timeline matrix via unnamed uncertain verbs new-voices one-source first-said "
        "co-quoted headlines repeated wire"
    ).split()
)
FURTHER = (
    Asked("share-party", "share", {"attribute": "party", "period": "all"}),
    Asked("timeline-week-said", "timeline", {"period": "week", "day": "said"}, filters=Filter(until=dt.date(2011, 12, 31))),
    Asked("verbs-both", "verbs", {"by": "both"}),
    Asked("new-voices-since", "new-voices", filters=Filter(since=dt.date(2012, 1, 1), until=dt.date(2013, 1, 31))),
    Asked("first-said-query", "first-said", query='"per gur"'),
    Asked("one-source-least", "one-source", {"least": "3"}),
    Asked("co-quoted-least", "co-quoted", {"least": "3"}),
    Asked("speakers-modality", "speakers", filters=Filter(modality=("all",))),
)  # fmt: skip


def labelled(url: str) -> None:
    """The bundled articles with the quotations that their labels tell."""
    records = [json.loads(line) for line in gold_path().read_text(encoding="utf-8").splitlines()]
    with open_store(url, create=True) as store, store.writing() as session:
        for number, (article, record) in enumerate(zip(articles(), records, strict=True)):
            spans = [each for each in record["segments"] if not each.get("unmarked")]
            quotations = [_quote(article.text, each, number + place) for place, each in enumerate(spans, 1)]
            save_article(session, article, quotations, extractor="labels")
        _state(session)


CUES = ("said", "told", "According to", "claimed", None)


def _quote(article: str, span: Mapping[str, Any], number: int) -> Quote:
    speaker = span["speaker"] if span["status"] == "quote" else None
    day = dt.date.fromisoformat(span["said_on"]) if span["said_on"] else None
    return Quote(
        start=span["start"],
        end=span["end"],
        text=article[span["start"] : span["end"]],
        utterance=number,
        modality=Modality(span.get("modality", "said")),
        speaker=speaker,
        speaker_kind=_kind(span["type"]) if speaker else None,
        cue=CUES[number % len(CUES)] if speaker else None,
        via=span["via"],
        said_on=day,
        said_on_end=day,
        said_on_precision=Precision.DAY if day else None,
        confidence=(50 + number * 7 % 50) / 100,
        uncredited_because=None if speaker else "scare-quote",
        credits=tuple(
            Credit(each["name"], Role(each["role"]), _kind(each["kind"])) for each in span.get("credits", []) if speaker
        ),
    )


def _kind(label: str) -> SpeakerKind:
    return SpeakerKind.ORGANISATION if label == "org" else SpeakerKind(label)


def seeded(url: str) -> None:
    """5,000 quotations made up from a seed: joint speakers, attributes that end, and all that doesn't count."""
    build(url, 500)
    with open_store(url) as store, store.writing() as session:
        for statement in SEEDED:
            session.execute(text(statement))
        _state(session)


SEEDED = (
    "UPDATE speaker SET kind = 'organisation' WHERE id % 10 = 1",
    "UPDATE speaker SET kind = 'unnamed' WHERE id % 10 = 2",
    "UPDATE speaker SET kind = 'group' WHERE id % 10 = 3",
    "UPDATE speaker SET kind = 'document' WHERE id % 10 = 4",
    "UPDATE quote SET modality = 'denied' WHERE id % 50 = 1",
    "UPDATE quote SET status = 'rejected' WHERE id % 33 = 1",
    "UPDATE quote SET status = 'withdrawn' WHERE id % 91 = 1",
    "UPDATE quote SET status = 'confirmed' WHERE id % 11 = 1",
    "UPDATE quote SET cue = 'claimed' WHERE id % 7 = 1",
    "UPDATE quote SET cue = 'According to' WHERE id % 13 = 1",
    "UPDATE quote SET cue = NULL WHERE id % 17 = 1",
    "UPDATE quote SET setting = 'headline' WHERE id % 100 = 5",
    "UPDATE quote SET utterance = utterance - 1 WHERE id % 10 = 4",
    "UPDATE article SET is_current = (1 = 0) WHERE id % 40 = 1",
    "UPDATE article SET published_on = NULL WHERE id % 26 = 1",
    "UPDATE article SET outlet = NULL WHERE id % 31 = 1",
    "INSERT INTO quote_credit (quote, speaker, role, position) SELECT id, 1 + id % 250, 'joint', 0 FROM quote WHERE id % 20 = 1",
    "INSERT INTO quote_credit (quote, speaker, role, position) SELECT id, 1 + id % 250, 'for', 0 FROM quote WHERE id % 20 = 2",
)


NEVER = "CAST(NULL AS date)"
STATED = (
    f"'Green', {NEVER}, {NEVER} FROM speaker WHERE id % 4 = 1",
    f"'Blue', {NEVER}, DATE('2016-06-30') FROM speaker WHERE id % 4 = 2",
    f"'Civic Union', DATE('2016-07-01'), {NEVER} FROM speaker WHERE id % 8 = 2",
    f"'Harbour List', {NEVER}, {NEVER} FROM speaker WHERE id % 16 = 1",
)
"""Parties: of some people until a day, of some two at a time."""


def _state(session: Session) -> None:
    for each in STATED:
        columns = "speaker, name, value, since, until"
        session.execute(text(f"INSERT INTO speaker_attribute ({columns}) SELECT id, 'party', {each}"))


STORES: Mapping[str, tuple[Callable[[str], None], tuple[Asked, ...]]] = {
    "labelled": (labelled, PLAIN),
    "seeded": (seeded, (*PLAIN, *FURTHER)),
}
"""The stores by name: what makes each, and what is asked of it."""


def answered(store: Store, asked: Asked) -> str:
    """The answer as CSV; of a long one the first rows, how many there are, and the hash of all."""
    with store.reading() as session:
        report = find_report(asked.report)
        given = run_report(session, report, asked.parameters, query=asked.query, filters=asked.filters)
    stream = io.StringIO()
    rows = [dict(zip(given.columns, row, strict=True)) for row in given.rows]
    write(rows, given.columns, Format.CSV, stream)
    whole = stream.getvalue()
    if len(rows) <= SHOWN:
        return whole
    lines = whole.splitlines(keepends=True)
    digest = hashlib.sha256(whole.encode()).hexdigest()[:16]
    return "".join(lines[: SHOWN + 1]) + f"… {len(rows)} rows, sha256 {digest}\n"


def main() -> None:
    """Write the answers of both stores."""
    for name, (made, questions) in STORES.items():
        with TemporaryDirectory() as folder:
            url = f"{folder}/{name}.db"
            made(url)
            with open_store(url, read_only=True) as store:
                for asked in questions:
                    path = FOLDER / name / f"{asked.file}.csv"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(answered(store, asked), encoding="utf-8")
                    print(path, file=sys.stderr)


if __name__ == "__main__":
    main()
