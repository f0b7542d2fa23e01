"""A store from Python: the example of the documentation runs, calls are typed, errors are the program's."""

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import quotes
from quotes import errors, library
from quotes.filters import Filters
from quotes.library import COLUMNS, QuoteStore, StoredQuotation
from quotes.store.search.rows import QUOTE_COLUMNS

TEXT = "“We open in spring,” said Dana Okafor on Friday. “It is safe,” said Jun Takeda of the Harbour Authority."


@pytest.fixture
def store(tmp_path: Path) -> QuoteStore:
    opened = quotes.open_store(str(tmp_path / "quotes.db"))
    opened.add(TEXT, outlet="Tarnmouth Courier", date="2025-10-10", title="Bridge")
    return opened


def test_the_example_of_the_documentation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert library.__doc__
    _, _, rest = library.__doc__.partition("::\n\n")
    lines = [line for line in rest.splitlines() if line.startswith("    ") or not line]
    example = "\n".join(
        line.removeprefix("    ")
        for line in lines[: next(i for i, line in enumerate(rest.splitlines()) if line and not line.startswith("    "))]
    )
    exec(compile(example, "example", "exec"), {})
    assert capsys.readouterr().out.endswith("Dana Okafor We open in spring,\n")


def test_what_was_added_is_searched_listed_and_reported(store: QuoteStore) -> None:
    found = store.search("spring")
    assert [(each.speaker, each.said_on, each.outlet) for each in found] == [
        ("Dana Okafor", dt.date(2025, 10, 10), "Tarnmouth Courier")
    ]
    assert isinstance(found[0], StoredQuotation)
    assert [each.speaker for each in store.speakers()] == ["Dana Okafor", "Jun Takeda"]
    answer = store.report("speakers")
    assert answer.records()[0]["speaker"] == "Dana Okafor"
    assert answer.rows[0][answer.columns.index("quotations")] == 1


def test_texts_and_articles_are_added_once(store: QuoteStore) -> None:
    article = quotes.Article(
        text="“No,” said Ann Lee.", url="https://courier.example/1", published_on=dt.date(2025, 1, 2)
    )
    first = store.add(article)
    assert (first.outcome, first.version, [each.words for each in first.quotations]) == ("new", 1, ["No,"])
    assert store.add(article, title="Later").filled == ("title",)
    assert store.add(article).outcome == "already stored"
    changed = store.add("“Yes,” said Ann Lee.", url="https://courier.example/1", date=dt.date(2025, 1, 2))
    assert (changed.outcome, changed.version) == ("new version", 2)
    assert [each.outcome for each in store.add_all(["“A bridge,” said Jo Ray.", article])] == ["new", "new version"]


@pytest.mark.parametrize(
    "date", ["2025-10-14", "2025-10-14T18:30:00Z", dt.date(2025, 10, 14), dt.datetime(2025, 10, 14, 9)]
)
def test_a_text_and_days_of_any_type_are_read_without_a_store(date: Any, tmp_path: Path) -> None:
    friday = dt.date(2025, 10, 10)
    of_that_day, older = (quotes.Article(text=TEXT, published_on=each) for each in (date, dt.date(1999, 1, 1)))
    for found in (
        quotes.extract_quotes(of_that_day),
        quotes.extract_quotes(older, date=date),
        quotes.extract_quotes(TEXT, date=date),
    ):
        assert [quote.said_on for quote in found] == [friday, None]
    assert [quote.said_on for quote in quotes.extract_quotes(TEXT)] == [None, None]
    with quotes.open_store(str(tmp_path / "days.db")) as store:
        (added,) = store.add_all([of_that_day])
    assert (added.quotations[0].said_on, added.quotations[0].published_on) == (friday, dt.date(2025, 10, 14))
    with pytest.raises(errors.UsageProblem, match="'soon' is not a date"):
        quotes.extract_quotes(TEXT, date="soon")
    with pytest.raises(errors.UsageProblem, match="5 is no day"):
        quotes.extract_quotes(TEXT, date=5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "speakers"),
    [
        ({}, ["Dana Okafor", "Jun Takeda"]),
        ({"speaker": "okafor"}, ["Dana Okafor"]),
        ({"since": "2025-10", "until": "2025-10"}, ["Dana Okafor", "Jun Takeda"]),
        ({"since": dt.date(2025, 10, 11)}, []),
        ({"until": "2025-09"}, []),
        ({"said_since": "2025-10-10"}, ["Dana Okafor"]),
        ({"modality": "denied,asked"}, []),
        ({"kind": "direct,partial", "outlet": "tarnmouth courier"}, ["Dana Okafor", "Jun Takeda"]),
    ],
)
def test_filters_are_those_of_the_command_line(store: QuoteStore, filters: Filters, speakers: list[str]) -> None:
    assert [each.speaker for each in store.search(**filters)] == speakers
    assert [each.speaker for each in store.speakers(**filters)] == speakers


def test_wrong_calls_are_the_programs_errors(store: QuoteStore, tmp_path: Path) -> None:
    with pytest.raises(errors.UsageProblem, match="is not a day"):
        store.add("“No,” said Ann Lee.", date="2025-02-30")
    with pytest.raises(errors.UsageProblem, match="there is no order 'best'; there are date"):
        store.search("x", order="best")
    with pytest.raises(errors.UsageProblem, match="there is no filter 'speakr'"):
        store.search("x", **{"speakr": "y"})  # type: ignore[arg-type]
    with pytest.raises(errors.UsageProblem):
        store.search("x", since="soon")
    with pytest.raises(errors.NotFound, match="did you mean speakers"):
        store.report("speaker")
    with pytest.raises(errors.NotFound, match="no speaker is called"):
        store.search("x", speaker="Nobody Known")
    with pytest.raises(errors.NotFound):
        quotes.open_store(str(tmp_path / "none.db"), create=False)
    with pytest.raises(errors.NotFound):
        quotes.open_store(str(tmp_path / "none.db"), read_only=True)
    with (
        quotes.open_store(str(tmp_path / "quotes.db"), read_only=True) as reading,
        pytest.raises(quotes.QuotesError, match="for reading only"),
    ):
        reading.add("“No,” said Ann Lee.")
    assert not (tmp_path / "none.db").exists()


def test_a_quotation_has_the_columns_of_the_export() -> None:
    assert COLUMNS == QUOTE_COLUMNS


def test_the_front_door_stays_light() -> None:
    code = (
        "import sys, quotes; assert not {'sqlalchemy', 'nltk', 'click', 'quotes.library'} & set(sys.modules);"
        "quotes.open_store; assert 'click' not in sys.modules and 'sqlalchemy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_path_is_taken(tmp_path: Path) -> None:
    with quotes.open_store(tmp_path / "quotes.db") as store:
        assert store.add(TEXT).outcome == "new"
    assert (tmp_path / "quotes.db").exists()


@pytest.mark.parametrize("place", [5, b"quotes.db", "quo\0tes.db"])
def test_what_is_no_path_is_refused(place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(errors.UsageProblem):
        quotes.open_store(place)
    assert not list(tmp_path.iterdir())


def test_a_closed_store_is_closed(store: QuoteStore) -> None:
    store.close()
    store.close()
    for call in (
        store.search,
        store.speakers,
        store.__enter__,
        lambda: store.add(TEXT),
        lambda: store.report("speakers"),
    ):
        with pytest.raises(errors.UsageProblem, match="was closed"):
            call()
    assert "quotes.db" in repr(store)


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "drect"}, {"kind": 5}, {"kind": ["direct"]}, {"status": "confirmd"}, {"modality": "denied,sad"},
        {"modality": ["said"]}, {"min_confidence": "80%"}, {"min_confidence": 80}, {"min_confidence": float("nan")},
        {"since": 5}, {"speaker": 5}, {"outlet": b"x"}, {"via": 5}, {"uncredited": "no"}, {"all_versions": 1},
        {"limit": -1}, {"limit": "5"}, {"limit": 1.5},
    ],
)  # fmt: skip
def test_what_no_filter_can_be_is_refused(filters: dict[str, Any], store: QuoteStore) -> None:
    """It finds nothing in silence otherwise."""
    for call in (store.search, store.speakers, lambda **given: store.report("speakers", **given)):
        with pytest.raises(errors.UsageProblem):
            call(**filters)


def test_what_filters_can_be_is_taken(store: QuoteStore) -> None:
    assert len(store.search(kind="Direct, partial", status="extracted", modality="said,Denied", limit=10**30)) == 2
    assert len(store.search(modality="all", min_confidence=0, uncredited=False, all_versions=True)) == 2
    assert store.report("speakers", limit=10**30).rows


@pytest.mark.parametrize(
    "given",
    [
        5,
        None,
        b"text",
        [TEXT],
        quotes.Article(text=None),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, title=5),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, section=5),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, published_on="someday"),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, published_on=5),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, published_at="2025-10-10"),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, headlines=None),  # type: ignore[arg-type]
        quotes.Article(text=TEXT, captions=((0, 5),)),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_article_is_refused(given: Any, store: QuoteStore) -> None:
    with pytest.raises(errors.UsageProblem):
        store.add(given)
    with pytest.raises(errors.UsageProblem):
        list(store.add_all([given]))
    with pytest.raises(errors.UsageProblem):
        quotes.extract_quotes(given)


def test_one_text_is_not_several(store: QuoteStore) -> None:
    """Each of its characters would be an article."""
    for given in (TEXT, quotes.Article(text=TEXT), 5):
        with pytest.raises(errors.UsageProblem):
            list(store.add_all(given))  # type: ignore[arg-type]
    with pytest.raises(errors.UsageProblem):
        store.add(TEXT, date=5)  # type: ignore[arg-type]


def test_an_address_that_no_database_can_hold_is_mended(store: QuoteStore) -> None:
    added = store.add("“No,” said Ann Lee.", url="https://courier.example/\ud800\0", id="\udfff")
    assert added.quotations[0].url == "https://courier.example/\ufffd\ufffd"
