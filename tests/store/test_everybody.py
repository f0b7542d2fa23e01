"""Modality and everybody who said it, in every view of the store and out of every count, on both engines."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event, select, update

from quotes.errors import UsageProblem
from quotes.model import Article, Credit, Modality, Quote, Role, SpeakerKind
from quotes.name_lists import names_in
from quotes.store.articles.lookup import articles
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.outlets.lookup import outlets
from quotes.store.query.filters import ANY_MODALITY, Filter
from quotes.store.query.language import parse_query
from quotes.store.schema import QuoteRow, SpeakerRow
from quotes.store.search.remarks import remarks
from quotes.store.search.rows import BATCH, QUOTE_COLUMNS, quotations, streamed, whole_rows
from quotes.store.search.run_report import report
from quotes.store.search.search import search
from quotes.store.search.show import show
from quotes.store.search.sql import run_sql
from quotes.store.search.statistics import statistics
from quotes.store.speakers.lookup import speaker_card, speakers

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION
SAID: list[tuple[str, int, str | None, Modality, list[tuple[str, Role, SpeakerKind]]]] = [
    ("We open.", 1, "Ann Lee", Modality.SAID, [("Bob Ray", Role.JOINT, PERSON), ("Ken Ito", Role.JOINT, PERSON)]),
    ("We open late.", 1, "Bob Ray", Modality.SAID, []),
    ("I will quit.", 2, "Ann Lee", Modality.SAID, [("Fiona Hart", Role.REPORTED_BY, PERSON)]),
    ("It can fall.", 3, "Paul Werner", Modality.DENIED, [("Bob Ray", Role.JOINT, PERSON)]),
    ("We will pay.", 4, "Rita Moss", Modality.NOT_YET_SAID, [("Smith; Sons", Role.FOR, BODY)]),
    ("Who paid?", 5, None, Modality.ASKED, []),
    ("No plan.", 6, "Rita Moss", Modality.SAID, [("Smith; Sons", Role.FOR, BODY)]),
    ("a disgrace", 7, None, Modality.SAID, []),
]
"""Words, utterance, speaker, modality and further parties."""


@pytest.fixture
def told(store: Store) -> Store:
    text, quotes = "", []
    for words, utterance, speaker, modality, parties in SAID:
        start = len(text) + 1
        quotes.append(
            Quote(
                start=start,
                end=start + len(words),
                text=words,
                utterance=utterance,
                speaker=speaker,
                speaker_kind=PERSON if speaker else None,
                modality=modality,
                credits=tuple(Credit(name, role, kind) for name, role, kind in parties),
            )
        )
        text += f"“{words}” "
    with store.writing() as session:
        article = Article(text=text, outlet="Courier", published_on=dt.date(2025, 3, 14))
        save_article(session, article, quotes, extractor="t")
        session.execute(update(SpeakerRow).where(SpeakerRow.name == "Bob Ray").values(note="the minister"))
        session.execute(update(SpeakerRow).where(SpeakerRow.name == "Rita Moss").values(note="the broker"))
    return store


GOLDEN = [
    ("We open.", "Ann Lee", "said", None, "Bob Ray (the minister); Ken Ito", None, None),
    ("We open late.", "Bob Ray", "said", "the minister", None, None, None),
    ("I will quit.", "Ann Lee", "said", None, None, "Fiona Hart", None),
    ("It can fall.", "Paul Werner", "denied", None, "Bob Ray (the minister)", None, None),
    ("We will pay.", "Rita Moss", "not-yet-said", "the broker", None, None, "Smith\\; Sons"),
    ("Who paid?", None, "asked", None, None, None, None),
    ("No plan.", "Rita Moss", "said", "the broker", None, None, "Smith\\; Sons"),
    ("a disgrace", None, "said", None, None, None, None),
]
COLUMNS = ("words", "speaker", "modality", "speaker_note", "also_by", "reported_by", "spoken_for")


def stored(store: Store) -> list[dict[str, Any]]:
    with store.reading() as session:
        return list(whole_rows(session, streamed(session, quotations().order_by(QuoteRow.id))))


def test_rows_and_views_name_everybody(told: Store) -> None:
    rows = stored(told)
    assert [tuple(row[name] for name in COLUMNS) for row in rows] == GOLDEN
    with told.reading() as session:
        for view in ("quote_list", "quote_all"):
            answer = run_sql(session, f"SELECT * FROM {view} ORDER BY start_offset")
            assert answer.columns == QUOTE_COLUMNS
            seen = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
            assert [tuple(row[name] for name in COLUMNS) for row in seen] == GOLDEN
    assert names_in(rows[6]["spoken_for"]) == ["Smith; Sons"]


def test_credits_come_whole(told: Store) -> None:
    first, *_, last = stored(told)
    assert [(each["name"], each["role"], each["kind"], each["note"]) for each in first["credits"]] == [
        ("Bob Ray", "joint", "person", "the minister"),
        ("Ken Ito", "joint", "person", None),
    ]
    assert all(each["uid"].startswith("s") for each in first["credits"])
    assert last["credits"] == []
    with told.reading() as session:
        card = show(session, first["uid"])
    assert card.row["credits"] == first["credits"]
    assert card.parties == (("joint", "Bob Ray (the minister)"), ("joint", "Ken Ito"))


def test_order_is_that_of_positions(told: Store) -> None:
    with told.writing() as session:
        from quotes.store.schema import QuoteCreditRow

        ray = session.scalars(select(SpeakerRow.id).where(SpeakerRow.name == "Bob Ray")).one()
        moved = update(QuoteCreditRow).where(QuoteCreditRow.speaker_id == ray)
        session.execute(moved.values(position=9))
    assert stored(told)[0]["also_by"] == "Ken Ito; Bob Ray (the minister)"


def test_credits_of_a_stream_are_read_in_batches(told: Store) -> None:
    asked: list[str] = []
    row = stored(told)[0]
    with told.reading() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        many = (dict(row) for _ in range(2 * BATCH + 1))
        assert len(list(whole_rows(session, many))) == 2 * BATCH + 1
    assert sum("quote_credit" in each for each in asked) == 3


@pytest.mark.parametrize(
    ("query", "filters", "words"),
    [
        ("speaker:ray", {}, {"We open.", "We open late.", "It can fall."}),
        ("speaker:ito", {}, {"We open."}),
        ("speaker:hart", {}, {"I will quit."}),
        ('speaker:"Smith; Sons"', {}, {"We will pay.", "No plan."}),
        ("", {"speaker": "Fiona Hart"}, {"I will quit."}),
        ("", {}, {each[0] for each in SAID}),
        ("modality:denied", {}, {"It can fall."}),
        ("modality:denied modality:ASKED", {}, {"It can fall.", "Who paid?"}),
        ("speaker:moss -modality:not-yet-said", {}, {"No plan."}),
        ("modality:all speaker:moss", {}, {"We will pay.", "No plan."}),
        ("", {"modality": ("denied", "asked")}, {"It can fall.", "Who paid?"}),
        ("", {"modality": (ANY_MODALITY,)}, {each[0] for each in SAID}),
        ("", {"modality": ("disputed",)}, set()),
    ],
)
def test_what_search_finds(told: Store, query: str, filters: dict[str, Any], words: set[str]) -> None:
    with told.reading() as session:
        assert {row["words"] for row in search(session, query, Filter(**filters))} == words


def test_a_modality_that_there_is_not_is_refused(told: Store) -> None:
    codes = "said, denied, not-said, hypothetical, not-yet-said, disputed, asked, all"
    with told.reading() as session:
        with pytest.raises(UsageProblem, match=f"^there is no modality 'lied'; there are {codes}$"):
            search(session, "modality:lied", Filter())
        assert remarks(session, parse_query("modality:denied modality:all")) == []


COUNTS: list[tuple[tuple[str, ...], dict[str, tuple[int, int]]]] = [
    ((), {"Ann Lee": (2, 2), "Bob Ray": (1, 2), "Ken Ito": (1, 1), "Rita Moss": (1, 1)}),
    (("denied",), {"Bob Ray": (1, 1), "Paul Werner": (1, 1)}),
    (("said", "not-yet-said"), {"Ann Lee": (2, 2), "Bob Ray": (1, 2), "Ken Ito": (1, 1), "Rita Moss": (2, 2)}),
    (
        (ANY_MODALITY,),
        {"Ann Lee": (2, 2), "Bob Ray": (2, 3), "Ken Ito": (1, 1), "Paul Werner": (1, 1), "Rita Moss": (2, 2)},
    ),
]
"""Modalities asked for; utterances and quotations of each speaker: each joint one once, tellers never."""


@pytest.mark.parametrize(("modality", "expected"), COUNTS, ids=["default", "denied", "two", "all"])
def test_speakers_are_counted(told: Store, modality: tuple[str, ...], expected: dict[str, tuple[int, int]]) -> None:
    with told.reading() as session:
        filters = Filter(modality=modality)
        listed = {line.speaker: (line.utterances, line.quotations) for line in speakers(session, filters=filters)}
        assert listed == expected
        lines = speakers(session, filters=filters)
        for most in range(len(lines) + 2):
            assert speakers(session, filters=filters, limit=most) == lines[:most]
        _, table = report(session, "speakers", filters=filters)
        assert {row[0].partition(" (")[0]: (row[2], row[3]) for row in table.rows} == expected
        assert {row[0] for row in table.rows} & {"Bob Ray", "Bob Ray (the minister)"} == {"Bob Ray (the minister)"}
        for name, counts in expected.items():
            chosen = Filter(modality=modality, speaker=name)
            assert {line.speaker: (line.utterances, line.quotations) for line in speakers(session, filters=chosen)}[
                name
            ] == counts
        if not modality:
            view = run_sql(session, "SELECT speaker, utterances, quotations FROM speaker_counts")
            assert {row[0]: (row[1], row[2]) for row in view.rows} == expected
            assert {line.speaker: (line.utterances, line.quotations) for line in speakers(session)} == expected
            for name, counts in expected.items():
                line = speaker_card(session, name).line
                assert (line.utterances, line.quotations) == counts


@pytest.mark.parametrize(
    ("modality", "outlet", "month"),
    [
        ((), ("Courier", 1, 3, 4, 4, 1), ("2025-03", 1, 3, 4, 4)),
        (("denied",), ("Courier", 1, 1, 1, 2, 0), ("2025-03", 1, 1, 1, 2)),
        ((ANY_MODALITY,), ("Courier", 1, 5, 6, 5, 2), ("2025-03", 1, 5, 6, 5)),
    ],
)
def test_reports_leave_out_what_was_not_said(
    told: Store, modality: tuple[str, ...], outlet: tuple[Any, ...], month: tuple[Any, ...]
) -> None:
    with told.reading() as session:
        filters = Filter(modality=modality)
        assert report(session, "outlets", filters=filters)[1].rows[0][:6] == outlet
        assert report(session, "months", filters=filters)[1].rows[0] == month


def test_other_counts_leave_it_out_too(told: Store) -> None:
    with told.reading() as session:
        figures = statistics(session)
        assert (figures["quotations"], figures["utterances"], figures["with a speaker"]) == (5, 4, 4)
        assert figures["not said"] == 3
        assert [figures[f"  {code}"] for code in ("said", "denied", "asked", "not-yet-said")] == [5, 1, 1, 1]
        assert [line.quotations for line in outlets(session)] == [5]
        assert [line.quotations for line in articles(session, Filter())] == [5]
        card = speaker_card(session, "Bob Ray")
        assert (card.outlets, card.roles) == ((("Courier", 2),), (("joint", 2),))
        assert speaker_card(session, "Paul Werner").line.quotations == 0
        assert speaker_card(session, "Fiona Hart").roles == (("reported_by", 1),)
