"""Words that somebody only quotes are those of the one quoted, on either side of the words."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We need the lowest costs,” the newspaper quoted Tarn Air chief executive Gil Marsh as saying.", "Gil Marsh"),
        ("“He robbed people for years,” the Evening Ledger quoted prosecutor Dana Okafor as saying.", "Dana Okafor"),
        ("The Evening Ledger quoted Gil Marsh, the head of Tarn Air, as saying: “We need low costs.”", "Gil Marsh"),
        ("The Evening Ledger cited Gil Marsh as saying “never”.", "Gil Marsh"),
        ("Gil Marsh was quoted by the Evening Ledger as saying “we will never sell the bridge”.", "Gil Marsh"),
        ("Gil Marsh was quoted by the Evening Ledger as saying “never”.", "Gil Marsh"),
        ("Gil Marsh is quoted as saying: “No.”", "Gil Marsh"),
        ("Gil Marsh was called “a rat” by the Evening Ledger.", "Evening Ledger"),
        ("Dana Okafor, who lives near, said Gil Marsh shouted “Get off!” and slammed the gate.", "Gil Marsh"),
        ("Dana Okafor, defending, said Gil Marsh had written to a friend: “He is well, go on.”", "Gil Marsh"),
        ("Dana Okafor, the mayor, told a man who suggested that Gil Marsh left that “it is over”.", "Dana Okafor"),
        ("Okafor accused Grant of saying “never”.", "Grant"),
        ("“We are off,” said Gil Marsh, whom the Ledger has quoted before.", "Gil Marsh"),
    ],
)
def test_the_words_are_those_of_the_one_quoted(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == [speaker]
