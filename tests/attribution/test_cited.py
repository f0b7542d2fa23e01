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
        ("The bishop ignored an appeal from Dana Okafor to “open every door”.", "Dana Okafor"),
        ("Sam Orre took calls from Dana Okafor to his “Morning Tide” programme.", None),
        ("Dana Okafor’s accusation that he had “sold the harbour” was denied by Sam Orre.", "Dana Okafor"),
        ("Sam Orre was angered by Dana Okafor’s comment that it was time to “step aside”.", "Dana Okafor"),
        ("Dana Okafor’s advice to Sam Orre: “Step aside.”", "Dana Okafor"),
        ("“Step aside,” was Dana Okafor’s advice to Sam Orre.", "Dana Okafor"),
        ("There was a message for Sam Orre from Dana Okafor: “Step aside.”", "Dana Okafor"),
        ("Sam Orre was told by Dana Okafor that it was “over for good”.", "Dana Okafor"),
        ("Sam Orre was urged by Dana Okafor to “step aside”.", "Dana Okafor"),
        ("Sam Orre heard from Dana Okafor that it was “over for good”.", "Dana Okafor"),
        ("Sam Orre left, prompting Dana Okafor to reply that it was “over for good”.", "Dana Okafor"),
        ("Sam Orre, says Dana Okafor, is “a relic”.", "Dana Okafor"),
        ("Sam Orre, in Dana Okafor’s opinion, is “a relic”.", "Dana Okafor"),
        ("Sam Orre is seen by Dana Okafor as “a relic”.", "Dana Okafor"),
        ("Sam Orre cited a Ledger report that called him “a thief”.", "Ledger report"),
    ],
)
def test_whose_words_are_cited(text: str, speaker: str | None) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == [speaker]
