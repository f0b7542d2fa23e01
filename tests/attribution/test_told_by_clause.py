"""What a clause tells by itself about whose words stand in it; each with clauses that look like it."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nils Orre was branded “a coward” by Dana Okafor.", ["Dana Okafor"]),
        ("Nils Orre, described by Dana Okafor as “a coward”, left.", ["Dana Okafor"]),
        ("Nils Orre was labelled “a coward” and “a thief” by Dana Okafor.", ["Dana Okafor", "Dana Okafor"]),
        ("Nils Orre cut the plan, in a move branded a “retreat” by Dana Okafor.", ["Dana Okafor"]),
        ("The mill was declared an “undesirable” place by Dana Okafor.", ["Dana Okafor"]),
        ("Nils Orre has been criticised for “endless noise” by Dana Okafor.", ["Dana Okafor"]),
        ("Nils Orre was accused of “endless noise” by Dana Okafor.", ["Dana Okafor"]),
        ("Nils Orre criticised the mill for “endless noise” by the river.", ["Nils Orre"]),
        ("Nils Orre was hailed as “a saint” by Dana Okafor.", ["Dana Okafor"]),
        ("Nils Orre called it “a mess” by the river.", ["Nils Orre"]),
        ("The plan, dismissed by the mayor, Dana Okafor, as “a stunt”, passed.", ["Dana Okafor"]),
        ("Dana Okafor rejected Nils Orre’s accusation of “theft”.", ["Nils Orre"]),
        ("Dana Okafor described Nils Orre’s plan as “theft”.", ["Dana Okafor"]),
        ("“Hobbs,” the novel, won a prize. Dana Okafor wrote it.", [None]),
        ("“Coward!” Dana Okafor hissed at the umpire.", ["Dana Okafor"]),
        ("Dana Okafor put the question: “Will you stay?”", ["Dana Okafor"]),
        ("It was “theft”, said Nils Orre, not “a gift”, as Dana Okafor had claimed.", ["Nils Orre", "Dana Okafor"]),
        ("Dana Okafor mocked Nils Orre’s “small gift” as “theft”.", ["Nils Orre", "Dana Okafor"]),
        ("Dana Okafor rejected Nils Orre’s claim of “theft” as “rubbish”.", ["Nils Orre", "Dana Okafor"]),
        ("“Coward,” Okafor hissed. Dana Okafor left.", ["Dana Okafor"]),
        ("“Yes,” Dana Okafor nodded.", ["Dana Okafor"]),
        ("Dana Okafor’s description of the gate as “rotten” hurt Nils Orre.", ["Dana Okafor"]),
        ("Nils Orre regretted Dana Okafor’s portrayal of the town as “a swamp”.", ["Dana Okafor"]),
        ("To quote Dana Okafor, “nobody reads maps”.", ["Dana Okafor"]),
        ("An order from Dana Okafor to “leave at once” was ignored.", ["Dana Okafor"]),
        ("Dana Okafor’s call to “build more” was ignored by Nils Orre.", ["Dana Okafor"]),
        ("A plea by Dana Okafor to “leave” went unheard.", ["Dana Okafor"]),
        ("Dana Okafor’s claim that he was “a thief” was dismissed by Nils Orre.", ["Dana Okafor"]),
        ("A claim by Dana Okafor that he was “a thief” was rejected by Nils Orre.", ["Dana Okafor"]),
        ("Dana Okafor’s claim was dismissed as “a joke” by Nils Orre.", ["Nils Orre"]),
        ("A message from Dana Okafor to Nils Orre read: “Come home.”", ["Dana Okafor"]),
        ("Dana Okafor, whose office declined to comment, was “furious”, according to Nils Orre.", ["Nils Orre"]),
        ("Dana Okafor will say it is “late”, according to a draft of the speech.", ["Dana Okafor"]),
        ("Nils Orre is, in Dana Okafor’s words, “a rat”.", ["Dana Okafor"]),
        ("Nils Orre is “a rat”, in the words of Dana Okafor.", ["Dana Okafor"]),
        ("Allies of Dana Okafor say she is “in good spirits”.", ["Allies of Dana Okafor"]),
        ("Researchers led by Dana Okafor say it is “late”.", ["Researchers"]),
        ("Dr Dana Okafor, of Tolland University, who led the study, said it was “late”.", ["Dana Okafor"]),
        ("A memo from Dana Okafor to Nils Orre says it was “late”.", ["Dana Okafor"]),
        ("In a memo to Nils Orre, Dana Okafor says it was “late”.", ["Dana Okafor"]),
        ("“The gate is safe.” Those were the words of Dana Okafor on Monday.", ["Dana Okafor"]),
        ("“The gate is safe.” That was the blunt verdict of Dana Okafor.", ["Dana Okafor"]),
        ("“The gate is safe.” So said Dana Okafor, who built it.", ["Dana Okafor"]),
        ("“The gate is safe.” This from Dana Okafor, who built it.", ["Dana Okafor"]),
        ("“The gate is safe.” That was the end of Dana Okafor.", [None]),
        ("Nils Orre said: “It may be shut.” That was the message of Dana Okafor.", ["Nils Orre"]),
    ],
)
def test_whose_words(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Did he know, a reporter asked Nils Orre. “Not me,” came the reply.", "Nils Orre"),
        ("Nils Orre was asked about the gate. “Not me,” came the answer.", "Nils Orre"),
        ("Asked about the gate, Nils Orre did not blink. “Not me,” came the reply.", "Nils Orre"),
        ("“Not now,” came the reply from Nils Orre.", "Nils Orre"),
        ("The gate fell. “Not now,” came the reply.", None),
    ],
)
def test_whose_reply_came(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "To the question “Will you stay?”, Dana Okafor replied with a nod.",
        "Graffiti on the bridge said “Orre lies”.",
        "The tattoo on her neck says “Dad”.",
        "Dana Okafor wrote of a practice known as “passing off”.",
        "Dana Okafor said the rule, known as the “Orre rule”, was old.",
        "Dana Okafor called for a tax on so-called “pass through” income.",
        "Dana Okafor, nicknamed “The Whale”, said the sea was cold.",
        "Tavano said it will launch a new “quick edit” button in May.",
        "Dana Okafor said her officers had named the inquiry “Operation Teapot”.",
        "Dana Okafor hid the losses behind “a mountain of paper”, a jury in Westmark heard on Tuesday.",
        "Dana Okafor kept “a second set of books”, the inquest was told.",
        "The word “hygge” has no exact match in English, Dana Okafor said.",
        "The term “drumlin” means a small hill, says Dana Okafor.",
        "The dance is called “the limp”, said Dana Okafor.",
    ],
)
def test_nobodys_words(text: str) -> None:
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Dana Okafor said that a new “golden age” had begun.",
        "Dana Okafor called it “the so-called plan”.",
        "Nils Orre is known as “the fox of the port” by Dana Okafor.",
        "Dana Okafor said that she had “a second set of books”, the court heard.",
        "Dana Okafor named two friends and said it was “Late”.",
        "Dana Okafor used the word “traitor” six times.",
        "Nils Orre is called “a fox” by Dana Okafor.",
        "Dana Okafor said the word “traitor” was a lie.",
    ],
)
def test_look_alikes_of_names_are_somebodys(text: str) -> None:
    assert speakers(text) == ["Dana Okafor"]


def test_a_question_of_somebodys() -> None:
    assert speakers("To Nils Orre’s question “Will you stay?”, Dana Okafor replied with a nod.") == ["Nils Orre"]


def test_two_tellers_are_no_reason_to_doubt() -> None:
    text = (
        "“They promised us a boat,” said Dana Okafor. “I was young then.” Okafor said an official told her during a call "
        "last month that the town should consider “alternative arrangements.”"
    )
    assert speakers(text)[-1] == "official"
