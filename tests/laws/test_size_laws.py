"""What a small text costs: memory and the database grow with the text, not with its square."""

import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.ingest import Item
from quotes.model import Article, Quote
from quotes.pipeline import extract_quotes
from quotes.quotations.spans import DEEPEST, find_quoted_spans
from quotes.store.database.connect import Store
from quotes.workflow import add


def never_closed(mark: str, closing: str) -> Callable[[int], str]:
    return lambda n: f"{mark}a " * n + f"{closing} said Jo Smith."


def closed(mark: str, closing: str) -> Callable[[int], str]:
    return lambda n: f"{mark}a " * n + f"b{closing} " * n + "said Jo Smith."


TEXTS: dict[str, Callable[[int], str]] = {
    "curly": never_closed("“", "”"),
    "curly, closed": closed("“", "”"),
    "straight": never_closed('"', '"'),
    "singles": never_closed("‘", "’"),
    "singles, closed": closed("‘", "’"),
    "guillemets": never_closed("«", "»"),
    "guillemets, closed": closed("«", "»"),
    "corner brackets, closed": closed("「", "」"),
    "low marks": never_closed("„", "“"),
    "a wire's marks": never_closed("``", "''"),
    "two families": closed("“a ‘", "’ b”"),
    "three families": never_closed("«a “b ‘", "’”»"),
    "in a block": lambda n: "She wrote:\n\n> " + "“a " * n + "\n\nJo Smith said so.",
    "re-opened": lambda n: "“a\n" * n + "” said Jo Smith.",
    "paragraphs": lambda n: ("“a " * 20 + "\n\n") * (n // 20),
    "side by side": lambda n: ("“a “b “c “d “e” f” g” h” i” and " * (n // 5)) + "Jo Smith left.",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_words_are_kept_a_few_times_at_most(kind: str) -> None:
    text = TEXTS[kind](1000)
    assert sum(len(quote.text) for quote in extract_quotes(Article(text=text))) <= DEEPEST * len(text)


def peak(text: str) -> int:
    """Bytes that the extraction of *text* holds at once, those of what it returns included."""
    tracemalloc.start()
    try:
        found = extract_quotes(Article(text=text))
        assert isinstance(found, tuple)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", TEXTS)
def test_memory_is_linear(kind: str) -> None:
    """Four times the text takes about four times the memory; something quadratic would take up to sixteen times."""
    short, long = TEXTS[kind](500), TEXTS[kind](2000)
    extract_quotes(Article(text=short))  # what is loaded once
    assert peak(long) < 1.5 * len(long) / len(short) * peak(short)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_the_database_is_linear(store: Store) -> None:
    """Bytes stored for a byte of text are bounded whatever the marks, and no more for a longer text."""
    assert store.path is not None

    def pages(text: str) -> int:
        list(add(store, [Item("-", None, None, Article(text=text))], {}))
        with store.reading() as session:
            size = session.connection().exec_driver_sql(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
            return int(size.scalar_one())

    before = pages("“We open,” said Jo Smith.")
    for kind, text in TEXTS.items():
        for n in (500, 2000):
            after = pages(text(n))
            many = len(extract_quotes(Article(text=text(n))))
            a_row = 2000  # a quotation's row, its words apart, in the table and all indexes
            allowed = (4 * DEEPEST + 2) * len(text(n).encode()) + a_row * many + 100_000
            assert after - before < allowed, (kind, n)
            before = after


marks = st.lists(st.sampled_from([*"“”‘’«»\"'「」„", "a", "b ", " ", "\n", "> ", ", "]), max_size=120).map("".join)


@settings(max_examples=400)
@given(marks)
def test_no_span_lies_deeper(text: str) -> None:
    spans = find_quoted_spans(text)
    levels: list[int] = []
    for span in spans:
        levels.append(1 if span.parent is None else levels[span.parent] + 1)
    assert max(levels, default=0) <= DEEPEST


@pytest.mark.parametrize("levels", range(1, DEEPEST + 3))
def test_words_below_the_bound_stay_in_the_quotation_around_them(levels: int) -> None:
    opening, closing = "“‘" * levels, "’”" * levels
    text = "".join(f"{opening[i]}level {i} " for i in range(levels))
    text += "".join(f"back {i}{closing[len(closing) - 1 - i]} " for i in reversed(range(levels))) + "said Jo Smith."
    found: tuple[Quote, ...] = extract_quotes(Article(text=text))
    assert len(found) == min(levels, DEEPEST)
    assert [quote.parent for quote in found] == [None, *range(len(found) - 1)]
    assert found[-1].text.startswith(f"level {len(found) - 1} ")
    for level in range(len(found), levels):
        assert f"level {level} " in found[-1].text
    assert found[0].speaker == "Jo Smith"
