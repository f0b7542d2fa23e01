"""An adverb or a verb behind a name is none of its nouns; a noun there stays one."""

import pytest

from quotes.annotation import annotate
from quotes.annotation.scope import Reach
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.quotations.spans import find_quoted_spans


def tag_of(text: str, word: str) -> str:
    document = annotate(Article(text=text), find_quoted_spans(text), reach=Reach.EVERYTHING)
    return next(each.tags[each.words.index(word)] for each in document.sentences if word in each.words)


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Lorna Tull meanwhile won her match.", "meanwhile", "RB"),
        ("It is over, said Okafor afterwards.", "afterwards", "RB"),
        ("Ibarra however saw no need.", "however", "RB"),
        ("Lorna Tull disagreed.", "disagreed", "VBD"),
        ("Mr Dube later left the room.", "later", "RB"),
        ("Sato recently moved to Dunmore.", "recently", "RB"),
        ("But Melka questions why the door was open.", "questions", "VBZ"),
        ("Okafor questions the date of the letter.", "questions", "VBZ"),
        ("Nina Lindqvist claims he was away.", "claims", "VBZ"),
        ("Quispe reports that the dam leaks.", "reports", "VBZ"),
        ("The surgeon replies, “Not today.”", "replies", "VBZ"),
        ("The old baker shouts: “Not today.”", "shouts", "VBZ"),
        ("Tull remarks, “Not today.”", "remarks", "VBZ"),
        ("According to Tolland Search lead Nina Hale, it is late.", "lead", "NN"),
        ("In Dunmore, Tolland pipelines executive Nina Hale left.", "pipelines", "NNS"),
        ("Then Tolland coach Nina Hale left.", "coach", "NN"),
        ("US behemoth Tolland Motors grew.", "behemoth", "NN"),
        ("They lead Nina Hale to the door.", "lead", "VBP"),
        ("The Okafor remarks drew anger.", "remarks", "NNS"),
        ("Nobody read Tull reports on the dam.", "reports", "NNS"),
        ("The company reports fell by a third.", "reports", "NNS"),
    ],
)
def test_tags(text: str, word: str, tag: str) -> None:
    assert tag_of(text, word) == tag


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lorna Tull won.\n\nTull meanwhile was tired. “It was long,” she said.", "Lorna Tull"),
        ("Lorna Tull won. “It was long,” said Tull afterwards.", "Lorna Tull"),
        ("Asked about it, the surgeon, Lorna Tull, replies, “It was long.”", "Lorna Tull"),
        ("Omar Dube was away.\n\nLorna Tull questions why. “It was long,” she says.", "Lorna Tull"),
        ("Nina Dube was away.\n\nLorna Tull disagreed. “It was long,” she said.", "Lorna Tull"),
    ],
)
def test_the_clause_is_found(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == [speaker]
