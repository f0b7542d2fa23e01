"""Reports: what they count, and filters around them, on both engines."""

import datetime as dt

import pytest

from quotes.errors import NotFound, UsageProblem
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.outlets.lookup import outlets
from quotes.store.query.filters import Filter, narrowed
from quotes.store.search.report_files import bundled
from quotes.store.search.run_report import report
from quotes.store.speakers.lookup import speakers

SAID: list[tuple[str | None, str | None, list[str | None]]] = [
    ("Courier", "2025-03-14", ["Dana Okafor", "Dana Okafor", None]),
    ("Courier", "2025-04-02", ["Gareth Lindqvist", "Dana Okafor"]),
    ("Ledger", "2025-04-03", ["Dana Okafor"]),
    (None, None, ["Gareth Lindqvist", None]),
]
"""Outlet, day, and who said each quotation; one by the speaker of the one before is the same utterance."""


def article_of(number: int, speakers: list[str | None]) -> tuple[str, list[Quote]]:
    text, quotes = f"Article {number}. ", []
    for position, speaker in enumerate(speakers):
        words = f"Words {number} {position}."
        quotes.append(
            Quote(
                start=len(text) + 1,
                end=len(text) + 1 + len(words),
                text=words,
                utterance=position + (position == 0 or speaker != speakers[position - 1]),
                speaker=speaker,
                speaker_kind=SpeakerKind.PERSON if speaker else None,
                uncredited_because=None if speaker else "scare-quote",
            )
        )
        text += f"“{words}” "
    return text, quotes


@pytest.fixture
def told(store: Store) -> Store:
    with store.writing() as session:
        for number, (outlet, day, speakers) in enumerate(SAID):
            text, quotes = article_of(number, speakers)
            published = dt.date.fromisoformat(day) if day else None
            save_article(session, Article(text=text, outlet=outlet, published_on=published), quotes, extractor="t")
    return store


def rows(store: Store, name: str, **wanted: object) -> list[tuple[object, ...]]:
    with store.reading() as session:
        _, table = report(session, name, filters=Filter(**wanted))  # type: ignore[arg-type]
    return [tuple(str(cell) if isinstance(cell, dt.date) else cell for cell in row) for row in table.rows]


def test_each_report_can_be_narrowed_and_says_what_it_is() -> None:
    assert {each.name for each in bundled()} >= {"months", "outlets", "speakers"}
    for each in bundled():
        assert each.title
        narrowed = "quote_list" if each.step else "quote_voices"  # what a filter leaves; a step shows quotations
        assert narrowed in each.sql
        assert each.step or "quote_list" not in each.sql


def test_speakers(told: Store) -> None:
    assert rows(told, "speakers") == [
        ("Dana Okafor", "person", 3, 4, 3, 2, "2025-03-14", "2025-04-03"),
        ("Gareth Lindqvist", "person", 2, 2, 2, 1, "2025-04-02", "2025-04-02"),
    ]


def test_outlets(told: Store) -> None:
    found = rows(told, "outlets")
    assert [row[:6] for row in found] == [
        ("Courier", 2, 3, 4, 2, 1),
        ("(unknown)", 1, 1, 1, 1, 1),
        ("Ledger", 1, 1, 1, 1, 0),
    ]
    assert [float(str(row[6])) for row in found] == [80.0, 50.0, 100.0]


def test_months(told: Store) -> None:
    assert rows(told, "months") == [("2025-03", 1, 1, 2, 1), ("2025-04", 2, 3, 3, 2)]


@pytest.mark.parametrize(
    ("wanted", "speakers"),
    [
        pytest.param({"speaker": "Okafor"}, {"Dana Okafor": 4}, id="speaker"),
        pytest.param({"outlet": "courier"}, {"Dana Okafor": 3, "Gareth Lindqvist": 1}, id="outlet"),
        pytest.param({"since": dt.date(2025, 4, 3)}, {"Dana Okafor": 1}, id="since"),
        pytest.param({"until": dt.date(2025, 3, 31)}, {"Dana Okafor": 2}, id="until"),
        pytest.param({"outlet": "Ledger", "until": dt.date(2025, 4, 2)}, {}, id="both"),
        pytest.param({"uncredited": True}, {}, id="uncredited"),
        pytest.param({"status": "rejected"}, {}, id="status"),
    ],
)
def test_a_filter_is_put_around_a_report(told: Store, wanted: dict[str, object], speakers: dict[str, int]) -> None:
    assert {row[0]: row[3] for row in rows(told, "speakers", **wanted)} == speakers


def test_what_a_report_does_not_know(told: Store) -> None:
    with pytest.raises(NotFound, match="no report 'nope'; there are co-quoted, first-said"):
        rows(told, "nope")
    with pytest.raises(NotFound, match="no outlet"):
        rows(told, "outlets", outlet="Nowhere")
    with told.reading() as session, pytest.raises(UsageProblem, match="takes no 'x'; it takes nothing"):
        report(session, "months", {"x": 1})


def test_at_most_so_many_rows(told: Store) -> None:
    with told.reading() as session:
        assert len(report(session, "outlets", most=2)[1].rows) == 2


@pytest.mark.parametrize(
    ("wanted", "speakers_said", "outlets_printed"),
    [
        pytest.param(None, {"Dana Okafor": 4, "Gareth Lindqvist": 2}, {"Courier": 5, "Ledger": 1}, id="all"),
        pytest.param({"speaker": "Okafor"}, {"Dana Okafor": 4}, {"Courier": 3, "Ledger": 1}, id="speaker"),
        pytest.param({"outlet": "ledger"}, {"Dana Okafor": 1}, {"Ledger": 1}, id="outlet"),
        pytest.param({"until": dt.date(2025, 3, 31)}, {"Dana Okafor": 2}, {"Courier": 3}, id="until"),
        pytest.param({"since": dt.date(2026, 1, 1)}, {}, {}, id="none"),
    ],
)
def test_lists_of_speakers_and_outlets_take_the_filters_too(
    told: Store, wanted: dict[str, object] | None, speakers_said: dict[str, int], outlets_printed: dict[str, int]
) -> None:
    chosen = None if wanted is None else Filter(**wanted)  # type: ignore[arg-type]
    with told.reading() as session:
        narrow = None if chosen is None else lambda query: narrowed(session, query, chosen)
        assert {line.speaker: line.quotations for line in speakers(session, filters=chosen)} == speakers_said
        assert {line.outlet: line.quotations for line in outlets(session, narrow=narrow)} == outlets_printed
