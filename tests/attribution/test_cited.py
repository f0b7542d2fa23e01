"""Words that the clause cites are those of whoever said, wrote or ordered them, not of who tells of it."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sam Orre told the court that he had heard Dana Okafor say, “I will leave.”", "Dana Okafor"),
        ("Sam Orre told the court: “I heard Dana Okafor say she will leave.”", "Sam Orre"),
        ("Dana Okafor is alleged to have told Sam Orre: “Leave at once.”", "Dana Okafor"),
        ("Dana Okafor is said to have replied: “Leave at once.”", "Dana Okafor"),
        ("The plan is “dead and gone”, Dana Okafor is expected to say.", "Dana Okafor"),
        ("Sam Orre repeated Dana Okafor’s words: “You are done.”", "Dana Okafor"),
        ("Sam Orre answered Dana Okafor’s question: “You are done.”", "Sam Orre"),
        ("Dana Okafor sent a text: “Done.”", "Dana Okafor"),
        ("Dana Okafor’s text said “Done”.", "Dana Okafor"),
        ("Sam Orre got a text from Dana Okafor: “Done.”", "Dana Okafor"),
        ("Sam Orre said of the text from Dana Okafor: “It is fake.”", "Sam Orre"),
        ("Dana Okafor’s new book opens: “I was born twice.”", "Dana Okafor"),
        ("Sam Orre cited a Ledger report that called him “a thief”.", "Ledger report"),
    ],
)
def test_whose_words_are_cited(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == [speaker]
