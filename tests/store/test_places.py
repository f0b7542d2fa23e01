"""Where words stand in the text of an article, as people and other programs type them."""

import io
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.batches import Addition
from quotes.ingest import Item
from quotes.ingest.quotation_rows import columns_of
from quotes.ingest.tables import TableKind, open_table
from quotes.model import Article
from quotes.store.articles.import_quotations import Imported
from quotes.store.articles.places import places
from quotes.store.articles.record import record
from quotes.store.database.check import check
from quotes.store.database.connect import Store
from quotes.store.schema import QuoteRow
from quotes.workflow import add, import_rows

URL = "https://example.com/ferry"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        pytest.param("He said: “It's late.”", "It’s late.", ["It's late."], id="the form of an apostrophe"),
        pytest.param("“The ‘old’ pier”", 'The "old" pier', [], id="single marks are no double ones"),
        pytest.param("“A “dead” pier”", 'A "dead" pier', ["A “dead” pier"], id="the form of marks inside"),
        pytest.param("“ten\n  boats – gone”", "ten boats - gone", ["ten\n  boats – gone"], id="blanks and dashes"),
        pytest.param("“We sail at nine,” she said.", "we sail at nine", ["We sail at nine"], id="a small first letter"),
        pytest.param("that “we sail at nine”", "We sail at nine", ["we sail at nine"], id="a capital first letter"),
        pytest.param("“We Sail”", "we sail", [], id="other letters keep their case"),
        pytest.param("“Ébène” and “ébène”", "ébène", ["ébène", "Ébène"], id="letter for letter comes first"),
        pytest.param("It was no use. “No,” she said.", "no", ["No", "no"], id="a whole quotation comes first"),
        pytest.param("nobody knows: “No.”", "no", ["No"], id="not the beginning of a word"),
        pytest.param("她说我们明天开船", "我们明天开船", ["我们明天开船"], id="a script without blanks"),
        pytest.param("“One.” “One.”", "One.", ["One.", "One."], id="twice"),
        pytest.param("“Two.”", "three", [], id="nowhere"),
        pytest.param("“Two.”", " ", [], id="no words"),
        pytest.param("a (b) [c] +", "(b) [c]", ["(b) [c]"], id="characters that patterns know"),
    ],
)
def test_how_words_may_be_typed(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, words)] == found


@given(
    st.text("ab '’-–\n\"“", max_size=30),
    st.text("aA'’", min_size=1, max_size=4),
    st.text("ab '’-–\n\"“", max_size=30),
)
def test_words_that_stand_apart_are_found(before: str, words: str, behind: str) -> None:
    text = f"{before} {words} {behind}"
    assert (len(before) + 1, len(before) + 1 + len(words)) in places(text, words)


TEXT = "“No,” said Mina Rowe on Monday. Later Ivo Takeda said: “No.” There was no doubt.\n"
FIRST, SECOND, THIRD = (TEXT.index("No,"), TEXT.index("No."), TEXT.index("no doubt"))


def added(store: Store, text: str = TEXT) -> list[Addition]:
    return list(add(store, [Item("a", None, None, article=Article(text=text, url=URL))], {}))


def imported(store: Store, *rows: tuple[str, str]) -> list[tuple[Imported, str | None]]:
    lines = "\n".join(json.dumps({"words": words, "speaker": name, "url": URL}) for words, name in rows)
    with open_table(io.BytesIO(lines.encode()), kind=TableKind.JSONL) as table:
        return [
            (result.outcome, result.note) for _, result in import_rows(store, "t", table, columns_of(table.columns))
        ]


def starts(store: Store) -> Sequence[tuple[str, int | None]]:
    with store.reading() as session:
        rows = session.execute(select(QuoteRow.words, QuoteRow.start_offset).order_by(QuoteRow.id))
        return [(words, start) for words, start in rows]


def test_imported_words_find_their_speakers_place(store: Store) -> None:
    added(store)
    there = starts(store)
    assert there == [("No,", FIRST), ("No.", SECOND)]
    assert [outcome for outcome, _ in imported(store, ("no.", "Ivo Takeda"))] == [Imported.ALREADY_STORED]
    assert starts(store) == there


def test_each_row_takes_another_place_and_again_the_same(store: Store) -> None:
    added(store, "no, no. There is “no” way, no.")
    before = starts(store)
    rows = [("No", "Mina Rowe")] * 3
    first = imported(store, *rows)
    assert [outcome for outcome, _ in first].count(Imported.STORED) >= 2
    assert all("several times" in (note or "") for outcome, note in first if outcome is Imported.STORED)
    assert len(starts(store)) > len(before)
    after = starts(store)
    assert {outcome for outcome, _ in imported(store, *rows)} == {Imported.ALREADY_STORED}
    assert starts(store) == after
    assert check(store) == []


def test_a_text_that_comes_later_spells_the_words(store: Store) -> None:
    text = "Mina Rowe said: “It’s a\nlong way.” It was “no” use, and “no” help.\n"
    assert [outcome for outcome, _ in imported(store, ("it's a long way.", "Mina Rowe"), ("no", "Ivo Takeda"))] == [
        Imported.STORED
    ] * 2
    [done] = added(store, text)
    assert done.item.error is None
    assert [note for note in done.notes if "several times" in note]
    with store.reading() as session:
        rows = session.scalars(select(QuoteRow)).all()
        assert all(text[row.start_offset : row.end_offset] == row.words for row in rows)
        assert {("It’s a\nlong way.", "it s a long way"), ("no", "no")} <= {
            (row.words, row.search_words) for row in rows
        }
    assert check(store) == []


def test_recorded_words_take_the_articles_spelling_and_a_place_once(store: Store) -> None:
    added(store, "There was no doubt, and no hope.")
    for already in (False, True):
        with store.writing() as session:
            done = record(session, "No", speaker="Mina Rowe", outlet=None, published_on=None, url=URL)
        assert (done.already, done.several) == (already, not already)
    assert starts(store) == [("no", 10)]
    assert check(store) == []
