"""Export → import into an empty store → export is the same to the byte, on both engines."""

import datetime as dt
import io
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from quotes.ingest.quotation_rows import columns_of
from quotes.ingest.tables import TableKind, open_table
from quotes.model import Kind, Modality, Role, Setting
from quotes.output.tables import BINARY, Format, write, write_binary
from quotes.store.article_identity import article_uid, quote_uid, story_key, text_hash
from quotes.store.articles.import_quotations import Imported
from quotes.store.database.check import check
from quotes.store.database.connect import Store, open_store
from quotes.store.name_keys import speaker_key
from quotes.store.outlets.lookup import outlet_for
from quotes.store.query.filters import Filter
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow, SpeakerRow
from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS, streamed, whole_rows
from quotes.store.search.search import matching
from quotes.store.speakers.link import add_alias
from quotes.store.speakers.uids import new_uid
from quotes.store.statuses import Status
from quotes.wording import fold
from quotes.workflow import import_rows

NAMES = (
    "Dana Okafor", "dana okafor", "Okafor", "Robert Ray", "Bob Ray", "Bob Ray (senior)", "Smith & Sons; Ltd",
    "Union \\ North", "A. B.", "Ministry of Silly; Walks", "王小明",
)  # fmt: skip
NOTES = ("", "", "", "the minister", "a; b", "x\\")
WORDS = ("We open.", "=1+1", 'a "disgrace", he', "two\nlines", "“nested”", "naïve; –", "-5", "'quoted", "\ttab")
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=8)
DAY = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))


class Person(NamedTuple):
    name: str
    note: str
    local: bool

    @property
    def kind(self) -> str:
        return KINDS.get(self.name, "person")


class Said(NamedTuple):
    words: str
    speaker: int | None
    parties: tuple[tuple[int, Role], ...]
    status: Status
    modality: Modality
    kind: Kind
    said_on: dt.date | None
    via: str | None
    confidence: float | None
    nested: bool


class Told(NamedTuple):
    outlet: str | None
    url: bool
    recorded: bool
    versions: int
    title: str | None
    published_on: dt.date | None
    said: tuple[Said, ...]


KINDS = {
    "Smith & Sons; Ltd": "organisation", "Union \\ North": "organisation", "Ministry of Silly; Walks": "organisation",
    "A. B.": "unnamed",
}  # fmt: skip
"""What those are who are no persons."""
PEOPLE = st.lists(
    st.builds(Person, st.sampled_from(NAMES), st.sampled_from(NOTES), st.booleans()), min_size=1, max_size=6
)
SAID = st.builds(
    Said,
    st.sampled_from(WORDS),
    st.none() | st.integers(0, 5),
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(Role)), max_size=3).map(tuple),
    st.sampled_from(Status),
    st.sampled_from(Modality),
    st.sampled_from(Kind),
    st.none() | DAY,
    st.none() | st.sampled_from(("AFP", "a statement; on X")),
    st.none() | st.floats(0, 1),
    st.booleans(),
)
WORLD = st.tuples(
    PEOPLE,
    st.lists(
        st.builds(
            Told,
            st.sampled_from((None, "Tyne Gazette", "Ledger; Sons")),
            st.booleans(),
            st.booleans(),
            st.integers(1, 2),
            st.none() | LINE,
            st.none() | DAY,
            st.lists(SAID, max_size=3).map(tuple),
        ),
        max_size=3,
    ),
)


def build(session: Session, people: list[Person], articles: list[Told]) -> None:
    """Rows as no program of ours would make them together: homonyms, lifted surnames, versions, every status."""
    known: dict[tuple[str, str, str, int | None], int] = {}

    def speaker(place: int, article: ArticleRow) -> int:
        person = people[place % len(people)]
        name = person.name
        key = speaker_key(name, person.kind)
        scope = article.id if person.local else None
        asked = (key, person.kind, person.note, scope)
        if asked not in known:
            uid = new_uid(session, key, person.kind, article.id)
            row = SpeakerRow(uid=uid, name=name, name_key=key, kind=person.kind, note=person.note, article_id=scope)
            session.add(row)
            session.flush()
            add_alias(session, row.id, name, person.kind)
            known[asked] = row.id
        return known[asked]

    for number, told in enumerate(articles):
        for version in range(1, (1 if told.recorded else told.versions) + 1):
            text = "".join(f"{version}.{place} {each.words} " for place, each in enumerate(told.said)) + str(number)
            url = f"https://example.com/{number}" if told.url else None
            sha256 = text_hash(text)
            key = f"recorded:{number}" if told.recorded else story_key(url, fold(told.outlet or ""), sha256)
            if version > 1 and not told.url:
                continue
            article = ArticleRow(
                uid=article_uid(key, version),
                outlet_id=outlet_for(session, told.outlet) if told.outlet else None,
                story_key=key,
                version=version,
                is_current=version == told.versions or told.recorded or not told.url,
                url=url,
                title=told.title,
                section="Sport; Local" if told.url else None,
                published_on=told.published_on,
                text=None if told.recorded else text,
                text_sha256=None if told.recorded else sha256,
                added_at=dt.datetime.now(dt.UTC),
            )
            session.add(article)
            session.flush()
            before: QuoteRow | None = None
            for place, said in enumerate(told.said):
                start = None if told.recorded else text.index(f"{version}.{place} ") + len(f"{version}.{place} ")
                end = None if start is None else start + len(said.words)
                row = QuoteRow(
                    uid=quote_uid(article.uid, start, end, *([str(place)] if start is None else [])),
                    article_id=article.id,
                    speaker_id=None if said.speaker is None else speaker(said.speaker, article),
                    words=said.words,
                    search_words=fold(said.words),
                    start_offset=start,
                    end_offset=end,
                    kind=said.kind.value,
                    parent_id=before.id if before is not None and said.nested else None,
                    utterance=place + 1,
                    setting=Setting.BODY.value,
                    modality=said.modality.value,
                    via=said.via,
                    said_on=said.said_on,
                    said_on_end=said.said_on,
                    said_on_precision="month" if said.said_on else None,
                    confidence=said.confidence,
                    status=said.status.value,
                )
                session.add(row)
                session.flush()
                before = row
                by_name = {(people[other % len(people)].name, role): other for other, role in said.parties}
                told_once = dict.fromkeys((speaker(other, article), role) for (_, role), other in by_name.items())
                for position, (party, role) in enumerate(told_once):
                    session.add(QuoteCreditRow(quote_id=row.id, speaker_id=party, role=role.value, position=position))
    session.flush()


EVERY = Filter(status=",".join(Status), all_versions=True)


def exported(store: Store, form: Format) -> bytes:
    with store.reading() as session:
        rows: Any = streamed(session, matching(session, "", EVERY).order_by(QuoteRow.id))
        columns = QUOTE_COLUMNS
        if form in (Format.JSON, Format.JSONL):
            rows, columns = whole_rows(session, rows), WHOLE_COLUMNS
        if form in BINARY:
            data = io.BytesIO()
            write_binary(rows, columns, form, data)
            return data.getvalue()
        stream = io.StringIO(newline="")
        write(rows, columns, form, stream)
        return stream.getvalue().encode()


def imported(store: Store, data: bytes, form: Format) -> list[Imported]:
    with open_table(io.BytesIO(data), kind=TableKind(form.value)) as table:
        return [result.outcome for _, result in import_rows(store, "a table", table, columns_of(table.columns))]


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL, Format.PARQUET])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_goes_out_comes_back(
    engine: str,
    form: Format,
    migrated: Callable[[str, Path], AbstractContextManager[str]],
    tmp_path: Path,
) -> None:
    examples = 40 if engine == "sqlite" else 8

    @settings(
        max_examples=examples,
        print_blob=True,  # other worlds every time: a failure says how to draw its world again
        suppress_health_check=[HealthCheck.too_slow],
        deadline=None,
        phases=[Phase.generate],  # shrinking makes two databases for each try
    )
    @given(WORLD)
    def holds(world: tuple[list[Person], list[Told]]) -> None:
        with ExitStack() as stack:
            one, two = (stack.enter_context(migrated(engine, tmp_path)) for _ in range(2))
            source, target = stack.enter_context(open_store(one)), stack.enter_context(open_store(two))
            with source.writing() as session:
                build(session, *world)
            data = exported(source, form)
            if form is Format.JSONL and not data:
                return
            outcomes = imported(target, data, form)
            assert set(outcomes) <= {Imported.STORED}
            assert exported(target, form) == data
            assert set(imported(target, data, form)) <= {Imported.ALREADY_STORED}
            assert exported(target, form) == data
            assert check(target) == []

    holds()
