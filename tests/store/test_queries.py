"""Every query of the shared corpus finds the same on both engines: what was worked out by hand.  Any text is a query."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import UsageProblem
from quotes.store.database.connect import Store, open_store
from quotes.store.database.timeouts import TookTooLong
from quotes.store.query.filters import Filter
from quotes.store.query.language import Order, parse_query
from quotes.store.search.exact_search import containing, expression, fitting
from quotes.store.search.rows import fetched_by_id
from quotes.store.search.search import MOST_HIDDEN, count, how_many, matching, ordered, search
from quotes.wording import fold
from tests.store.corpus import QUERIES, ROWS, fill

Maker = Callable[[str, Path], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def sqlite_store(migrated: Maker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with migrated("sqlite", tmp_path_factory.mktemp("corpus")) as url, open_store(url) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def postgres_store(migrated: Maker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with migrated("postgresql", tmp_path_factory.mktemp("corpus")) as url, open_store(url) as store:
        fill(store)
        yield store


def found(store: Store, query: str, order: Order = Order.DATE) -> list[str]:
    with store.reading() as session:
        return [row["external_id"] for row in search(session, query, Filter(), order=order)]


def test_the_corpus_is_large() -> None:
    assert len({case["query"] for case in QUERIES}) == len(QUERIES) >= 300


def short(case: dict[str, str]) -> str:
    return ascii(case["query"])[:40]


@pytest.mark.parametrize("case", QUERIES, ids=short)
def test_sqlite(sqlite_store: Store, case: dict[str, str]) -> None:
    assert "".join(sorted(found(sqlite_store, case["query"]))) == case["finds"], case["point"]


@pytest.mark.parametrize("case", QUERIES, ids=short)
def test_postgresql(postgres_store: Store, case: dict[str, str]) -> None:
    assert "".join(sorted(found(postgres_store, case["query"]))) == case["finds"], case["point"]


@pytest.mark.parametrize(
    "query", ["said:soon", "date:2025-99", "date:2025-02-30", "date:..", "-said:soon", "peace or date:x"]
)
def test_what_is_no_date_is_refused(sqlite_store: Store, postgres_store: Store, query: str) -> None:
    for store in (sqlite_store, postgres_store):
        with pytest.raises(UsageProblem, match="is no date"):
            found(store, query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind:odd", "there is no kind 'odd'"),
        ("kind:direct,odd", "there is no kind 'odd'"),
        ("peace or (war -status:done)", "there is no status 'done'"),
        ("modality:unsaid", "there is no modality 'unsaid'"),
        ("confidence:high", "confidence:high is no share"),
        ("confidence:>", "is no share"),  # a sign alone
        ("confidence:>0.4..0.5", "is no share"),  # a sign before a range
    ],
)
def test_what_is_no_code_or_share_is_refused(sqlite_store: Store, postgres_store: Store, query: str, said: str) -> None:
    for store in (sqlite_store, postgres_store):
        with pytest.raises(UsageProblem, match=said):
            found(store, query)


def found_or_refused(store: Store, query: str) -> list[str] | str:
    """What *query* finds, or what is said of a day, a code or a share that is none."""
    try:
        return found(store, query)
    except UsageProblem as error:
        return str(error)


@pytest.mark.parametrize("hidden", [MOST_HIDDEN, 0], ids=["few are hidden", "many are hidden"])
@pytest.mark.parametrize("filters", [Filter(), Filter(all_versions=True)], ids=["as usual", "all versions"])
def test_counted_are_those_that_are_found(
    sqlite_store: Store, postgres_store: Store, filters: Filter, hidden: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.store.search.search.MOST_HIDDEN", hidden)
    for store in (sqlite_store, postgres_store):
        with store.reading() as session:
            for case in QUERIES:
                query = case["query"]
                assert how_many(session, query, filters) == count(session, matching(session, query, filters)), query


def test_many_alternatives_are_counted(sqlite_store: Store) -> None:
    """FTS5 bounds the depth of an expression, not its length."""
    with sqlite_store.reading() as session:
        query = " or ".join(f"word{number}" for number in range(250))
        assert how_many(session, query, Filter()) == 0


@pytest.mark.parametrize("order", Order)
def test_both_engines_agree_on_the_order(sqlite_store: Store, postgres_store: Store, order: Order) -> None:
    for query in ("", "peace", "bridge* or war", "the", "peace war or disgrace"):
        assert found(sqlite_store, query, order) == found(postgres_store, query, order), query


def test_relevance_is_more_of_the_words_in_fewer_others(sqlite_store: Store) -> None:
    assert found(sqlite_store, "peace", Order.RELEVANCE) == ["j", "d", "e"]
    assert found(sqlite_store, "the", Order.RELEVANCE)[0] == "s"


PIECES = [
    *{word for row in ROWS for word in row["words"].split() if len(word) < 40},
    *"or OR AND NOT - -- * \" ' ( ) : | & ! ^ \\ speaker: outlet: via: said: date: kind: status: confidence:".split(),
    *"( ) -( NOT( title: title:tax about:health byline:elan party:labour gender:( speaker:(kim speaker:kim -speaker:okafor outlet:ledger said:2025-10 said:-2w date:2025.. kind:partial confidence:50% NEAR/2".split(),
    "4e7", "5E3", "1e5x", "0x1f", "−", "\0", "\ud800", "\u200b", "\ufdd0", "ᧉ", "Ꭰ", "ꭰ", "ᾳ", "ŉ", "Ǆ", "ﷺ", "İ", "ß",
]  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.text(st.characters(), max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
                 st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=8).map("".join)))  # fmt: skip
def test_any_text_is_a_query_and_both_engines_agree(sqlite_store: Store, postgres_store: Store, query: str) -> None:
    for each in (query, f"-{query}", f"{query}*", f'"{query}"', f"speaker:{query}", f'via:"{query}" or outlet:{query}'):
        assert found_or_refused(sqlite_store, each) == found_or_refused(postgres_store, each)


WORDS = sorted({word for row in ROWS for word in fold(row["words"]).split() if len(word) < 40})
ALL_SHOWN = {row["id"]: f" {fold(row['words'])} " for row in ROWS if row["id"] not in "kl"}


@st.composite
def terms(draw: st.DrawFn) -> tuple[str, str, bool, bool]:
    """How a term is written, the folded words, whether it is a beginning, whether it is negated."""
    row = draw(st.sampled_from(sorted(ALL_SHOWN)))
    spoken = ALL_SHOWN[row].split()[-12:]
    start = draw(st.integers(0, len(spoken) - 1))
    words = draw(
        st.one_of(
            st.just(spoken[start : start + draw(st.integers(1, 3))]),
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
        )
    )
    is_prefix, negated = draw(st.booleans()), draw(st.booleans())
    phrase = " ".join(words)[:120]
    if is_prefix:
        phrase = (
            phrase[: len(phrase) - draw(st.integers(0, max(0, len(words[-1]) - 1)))].strip()
            if len(phrase) < 120
            else phrase
        )
    return f'{"-" if negated else ""}"{phrase}{"*" if is_prefix else ""}"', phrase, is_prefix, negated


@settings(max_examples=150)
@given(st.lists(st.lists(terms(), min_size=1, max_size=4), min_size=1, max_size=3))
def test_both_engines_find_what_a_plain_reading_finds(sqlite_store: Store, postgres_store: Store, groups: list[list[tuple[str, str, bool, bool]]]) -> None:  # fmt: skip
    query = " or ".join(" ".join(term[0] for term in group) for group in groups)
    expected = {
        name
        for name, words in ALL_SHOWN.items()
        if any(all(((f" {phrase}" if is_prefix else f" {phrase} ") in words) != negated for _, phrase, is_prefix, negated in group) for group in groups)
    }  # fmt: skip
    assert set(found(sqlite_store, query)) == expected
    assert set(found(postgres_store, query)) == expected


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> tuple[str, frozenset[str]]:
    """A query of parentheses, AND, OR, NOT and juxtaposition, and what a plain reading says that it finds."""
    everything = frozenset(ALL_SHOWN)
    shape = draw(st.sampled_from(["term", "term", "and", "or", "not", "minus", "beside"] if depth else ["term"]))
    if shape == "term":
        written, phrase, is_prefix, negated = draw(terms())
        has = frozenset(
            name for name, words in ALL_SHOWN.items() if (f" {phrase}" if is_prefix else f" {phrase} ") in words
        )
        return written, everything - has if negated else has
    first, found_first = draw(trees(depth - 1))
    if shape in ("not", "minus"):
        return f"{'NOT ' if shape == 'not' else '-'}({first})", everything - found_first
    second, found_second = draw(trees(depth - 1))
    if shape == "or":
        return f"({first}{draw(st.sampled_from([' or ', ' OR ']))}{second})", found_first | found_second
    return f"({first}){' AND ' if shape == 'and' else ' '}({second})", found_first & found_second


@settings(max_examples=200)
@given(st.lists(trees(), min_size=1, max_size=3))
def test_parentheses_and_operators_find_what_a_plain_reading_finds(sqlite_store: Store, postgres_store: Store, read: list[tuple[str, frozenset[str]]]) -> None:  # fmt: skip
    query = " or ".join(written for written, _ in read)
    expected = frozenset[str]().union(*(names for _, names in read))
    assert frozenset(found(sqlite_store, query)) == expected
    assert frozenset(found(postgres_store, query)) == expected


@pytest.mark.parametrize("text", ["(" * 5000 + "peace", "(" * 5000 + "peace" + ")" * 5000, "-(" * 3000 + "peace", "NOT " * 5001 + "peace", ")" * 5000 + "peace",
                                  "(peace or " * 3000, "(peace or war) " * 3000, "NOT (" * 3000 + "a b", "peace AND " * 5000, "title:(" * 3000 + "a b",
                                  " ".join(f"(w{n} or -w{n + 1} (x{n}))" for n in range(400))])  # fmt: skip
def test_no_depth_is_too_deep(sqlite_store: Store, postgres_store: Store, text: str) -> None:
    assert found(sqlite_store, text) == found(postgres_store, text)


@pytest.mark.parametrize("order", Order)
def test_reverse_is_the_same_the_other_way_round(sqlite_store: Store, postgres_store: Store, order: Order) -> None:
    for query in ("", "peace", "bridge* or war", "the"):
        for store in (sqlite_store, postgres_store):
            with store.reading() as session:
                rows = search(session, query, Filter(), order=order, reverse=True)
            assert [row["external_id"] for row in rows] == found(store, query, order)[::-1]


def test_oldest_first_is_oldest_first_and_what_has_no_day_is_last(sqlite_store: Store) -> None:
    assert found(sqlite_store, "", Order.OLDEST)[0] == "z"
    assert found(sqlite_store, "", Order.OLDEST)[-1] == "f"


@pytest.mark.parametrize("text", ["peace " * 5000, " ".join(f"w{n}" for n in range(3000)), "-a " * 3000, "a or " * 3000,
                                  " ".join(f"-w{n}" for n in range(3000)), " or ".join(f"w{n} x" for n in range(3000)),
                                  " ".join(f"speaker:w{n}" for n in range(500)), '"' * 10_000, "🎉" * 10_000])  # fmt: skip
def test_very_long_queries(sqlite_store: Store, postgres_store: Store, text: str) -> None:
    assert found(sqlite_store, text) == found(postgres_store, text)


def test_a_cut_query_says_so() -> None:
    assert parse_query(" ".join(f"w{n}" for n in range(3000))).cut
    assert not parse_query("peace " * 5000).cut


def test_literal_search_is_the_same_on_both_engines(store: Store) -> None:
    fill(store)
    with store.reading() as session:
        everything = ordered(matching(session, "", Filter()), Order.DATE)
        for text, letters in (("peace", "dej"), ("Peace", "j"), ("’", "Bacxy"), ("\n\n", "y"), ("🎉", "f"), ("%", "b")):
            rows = session.execute(containing(session, everything, text)).mappings().all()
            assert "".join(sorted(row["external_id"] for row in rows)) == letters
            fitted = fitting(session, everything, expression(text), limit=None)
            assert [row["external_id"] for row in fetched_by_id(session, fitted)] == [
                row["external_id"] for row in rows
            ]
        with pytest.raises(TookTooLong):
            fitting(session, everything, expression("(x+x+)+y"), limit=None, seconds=0.2)
    for wrong in ("[", "(?P<", "a{99999999999}", "\\"):
        with pytest.raises(UsageProblem):
            expression(wrong)
