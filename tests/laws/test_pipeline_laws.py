"""Laws of the whole extraction: it never fails, offsets are exact, spans are ordered and nested, results repeat."""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Article, Quote
from quotes.pipeline import extract_quotes
from tests.counting import LINEAR, steps

PIECES = st.sampled_from(
    [
        "“", "”", '"', "'", "’", "‘", "«", "»", "''", "``", " ", "\n", "\n\n", "> ", ": ", ", ", ". ", "? ", "—", "(", ")",
        "Dana Okafor", "Okafor", "Mr Grant", "the mayor", "she", "he", "they", "said", "told AFP", "according to",
        "on Friday", "in a statement", "OKAFOR:", "Q:", "A:", "the Harbour Authority", "a spokeswoman for", "who", "that",
        "We open", "it is safe", "a disgrace", "12", "U.S.", "🎉", "\u200b", "\ufeff", "\0", "\ud800", "İ", "ﬁ", "___",
    ]
)  # fmt: skip


def hold(text: str, quotes: tuple[Quote, ...]) -> None:
    for position, quote in enumerate(quotes):
        assert quote.text == text[quote.start : quote.end] != ""
        assert 0 <= quote.start < quote.end <= len(text)
        assert (quote.speaker is None) == (quote.uncredited_because is not None)
        assert (quote.speaker is None) == (quote.speaker_kind is None)
        assert quote.confidence is None or 0 <= quote.confidence <= 1
        if quote.mention_start is not None:
            assert quote.mention == text[quote.mention_start : quote.mention_end]
        if quote.parent is not None:
            outer = quotes[quote.parent]
            assert quote.parent < position
            assert outer.start <= quote.start
            assert quote.end <= outer.end
    for before, after in pairwise(quotes):
        assert before.start <= after.start
        assert after.start >= before.end or after.parent is not None
    numbers = [quote.utterance for quote in quotes]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_laws_on_pieces_of_news(text: str) -> None:
    quotes = extract_quotes(Article(text=text, byline="Jo Byline"))
    hold(text, quotes)
    assert extract_quotes(Article(text=text, byline="Jo Byline")) == quotes


@settings(max_examples=80)
@given(st.text(max_size=200))
def test_laws_on_any_text(text: str) -> None:
    hold(text, extract_quotes(Article(text=text)))


def names(n: int) -> str:
    chance = random.Random(n)
    parts = "ka ro mi ten bal dor vis un el gar lo ni pa".split()

    def name() -> str:
        return "".join(chance.choice(parts) for _ in range(3)).title()

    return " ".join(f"{name()} {name()} said “yes {i},” and {name()} left." for i in range(n))


def given_names(n: int) -> list[str]:
    """Others for every *n*: what is remembered of names must not make a shorter text cheaper."""
    letters = random.Random(n).sample("abcdefghijklmnopqrstuvwxyz", 26)
    return ["Q" + letters[i % 26] + "u" + letters[i // 26 % 26] + "o" + letters[i // 676] for i in range(n)]


LONG: dict[str, Callable[[int], str]] = {
    "names": names,
    "quotations": lambda n: "\n".join(f"“We open {i},” said Dana Okafor. “It is so,” he said." for i in range(n)),
    "marks": lambda n: '"' * 20 * n,
    "one line": lambda n: "He said “" + "word " * 200 * n + "” twice, Dana Okafor said.",
    "turns": lambda n: "Okafor: We open.\nGrant: And then?\n" * n,
    "one family": lambda n: "\n\n".join(f"{each} Grant came. “We open,” Grant said." for each in given_names(n)),
    "one office": lambda n: "\n\n".join(
        f"Minister Dana {each} came. “We open,” the minister said." for each in given_names(n)
    ),
    "words alone in their lines": lambda n: "“We open.”\n" * n,
    "words that come again": lambda n: "“We open in spring.”\n\n“We open in spring,” she said.\n\n" * n,
    "one role": lambda n: "Minister Dana Okafor came. “We open,” the minister said. " * n,
    "bodies called by a noun": lambda n: " ".join(
        f"The {each} Fund came. “We open,” the company said." for each in given_names(n)
    ),
    "he among women": lambda n: " ".join(f"Mrs {each} Grant came. “We open,” he said." for each in given_names(n)),
    "labels of names": lambda n: "\n".join(f"Dana {each}: We open.\nJo Grant: We do." for each in given_names(n)),
    "questions and answers": lambda n: "\n".join(f"Q: And Dana {each}?\nA: She opens." for each in given_names(n)),
    "data on one line": lambda n: '{"a":"b","c":["d",1]},' * n,
}


@pytest.mark.parametrize("kind", LONG)
def test_steps_are_linear(kind: str) -> None:
    """Four times the text takes about four times the steps."""
    short, long = (Article(text=LONG[kind](n)) for n in (100, 400))
    extract_quotes(Article(text=LONG[kind](10)))  # what is loaded once
    assert steps(lambda: extract_quotes(long)) <= 4 * LINEAR * steps(lambda: extract_quotes(short))
