"""The report of headlines that quote what the body never says, on both engines, and the step behind its SQL."""

import datetime as dt

import pytest

from quotes.errors import UsageProblem
from quotes.model import Article, Quote, Setting, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.search.report_headers import read_report
from quotes.store.search.report_steps import body_of, nearest_in
from quotes.store.search.run_report import report, run_report

BODY = "“We will not pay for the old theatre,” said Dana Okafor. “The harbour is safe. For now.”"


def _store(store: Store, headline: str, *, because: str | None = None, body: str = BODY) -> None:
    text = f"Okafor: “{headline}”\n\n{body}"
    start = text.index("“") + 1
    quote = Quote(
        start=start,
        end=start + len(headline),
        text=headline,
        setting=Setting.HEADLINE,
        speaker=None if because else "Dana Okafor",
        speaker_kind=None if because else SpeakerKind.PERSON,
        uncredited_because=because,
    )
    article = Article(
        text=text,
        outlet="Osk Courier",
        url=f"https://courier.example/{len(headline)}",
        published_on=dt.date(2025, 3, 14),
    )
    with store.writing() as session:
        save_article(session, article, [quote], extractor="test")


@pytest.mark.parametrize(
    ("headline", "nearest", "told"),
    [
        ("We will pay for the old theatre", "We will not pay for the old theatre", "“not” is left out (negation)"),
        ("The harbour is not safe", "The harbour is safe", "“not” is added (negation)"),
        ("Nothing like it was ever said", None, None),
        ("We will not pay", "", ""),
        ("we won’t pay for the old theater", "", ""),
        ("The harbour is safe. For now", "", ""),
    ],
)
def test_what_the_body_says(store: Store, headline: str, nearest: str | None, told: str | None) -> None:
    _store(store, headline)
    with store.reading() as session:
        found, answer = report(session, "headlines")
    assert answer.columns == tuple(column.name for column in found.columns)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    if nearest == "":
        assert rows == []
        return
    (row,) = rows
    assert (row["words"], row["speaker"], row["outlet"]) == (headline, "Dana Okafor", "Osk Courier")
    assert row["differences"] == told
    assert (row["nearest"] is None) == (nearest is None)
    assert (nearest or "") in (row["nearest"] or "")


def test_titles_and_quotations_of_the_body_are_left_out(store: Store) -> None:
    _store(store, "The Long Way Home", because="work-title")
    with store.reading() as session:
        assert report(session, "headlines")[1].rows == ()


@pytest.mark.parametrize(("most", "count"), [(0, 0), (1, 1), (None, 2)])
def test_the_number_of_rows_is_of_those_behind_the_step(store: Store, most: int | None, count: int) -> None:
    for headline in ("We will not pay", "We will pay for the old theatre", "The harbour is not safe"):
        _store(store, headline, body=f"{BODY}\n\nSeen by {len(headline)} people.")
    with store.reading() as session:
        assert len(report(session, "headlines", most=most)[1].rows) == count


def test_the_body_is_what_has_no_quotation_of_a_headline() -> None:
    text = "A “b” c\n\nd “e”\n“f”"
    assert body_of(text, [(3, 4)]) == "\n\nd “e”\n“f”"
    assert body_of(text, [(3, 4), (16, 17)]) == "\n\nd “e”\n"
    assert body_of(text, []) == text
    assert nearest_in("x y", "") == ""


HEADER = "-- Title\n--\n-- About it.\n--\n-- column words: words\n{}\nSELECT 'x' AS words"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("-- then nearest-in-bodies", "there is no step 'nearest-in-bodies'; did you mean nearest-in-body?"),
        ("-- then nearest-in-body\n-- then nearest-in-body", "there is a step already; a report has one"),
    ],
)
def test_a_wrong_step_is_said(line: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=r"line [67]") as caught:
        read_report("own", HEADER.format(line), "own.sql")
    assert said in str(caught.value)


def test_a_step_says_which_column_it_lacks(store: Store) -> None:
    own = read_report("own", HEADER.format("-- then nearest-in-body"), "own.sql")
    with store.reading() as session, pytest.raises(UsageProblem, match="the step reads the column quotation"):
        run_report(session, own)
