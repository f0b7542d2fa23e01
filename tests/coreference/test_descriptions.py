"""Pronouns behind somebody whom the article does not name: *one trader said … he said*."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Gus Remy said sales fell. One trader, who asked not to be named, told the weekly it was “bad”. “It will get "
            "worse,” he said.",
            "One trader",
        ),
        (
            "“It is a fine year,” says Mr Salim Kader. One leading Tolland broker said the reasons may be political. “The "
            "money will not go there,” he says.",
            "One leading Tolland broker",
        ),
        (
            "Mr Neil Leigh said the office should act. A Harbour Office spokesman said the rules had been tightened. He "
            "added that the new plan was “simpler and more robust”.",
            "Harbour Office spokesman",
        ),
        (
            "The works of Gareth Lindqvist are in the hall. A spokeswoman for the museum said they would be shown in May. "
            "“People have asked for years,” she said.",
            "spokeswoman for the museum",
        ),
        (
            "Mayor Ilka Dorn visited the hall on Monday. A woman in her 30s told the court that she had seen smoke. “It "
            "was thick,” she said.",
            "woman in her 30s",
        ),
    ],
    ids=["one", "one, leading", "a spokesman", "a spokeswoman", "a woman"],
)
def test_who_was_just_reported_is_who_the_pronoun_means(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Paul Porter, a truck driver from Farley who is a member of the union and a supporter of the mayor, said he "
            "favoured the rule. “I have friends who are managers,” he said.",
            "Paul Porter",
        ),
        (
            "Nina Tanner, a Lisk supporter and president of the Tolland Centre, said she had one question. “Why did nobody "
            "go to jail?” she said.",
            "Nina Tanner",
        ),
        (
            "Senator Tom Reed spoke in Farley. One questioner claimed that rules were hurting the army. “You are right,” "
            "he said.",
            "Tom Reed",
        ),
        (
            "Senator Ann Reed spoke in Farley. A voter asked whether she would name him. “What a great idea,” she replied.",
            "Ann Reed",
        ),
    ],
    ids=["an apposition that goes on", "a second apposition", "a questioner", "who asked is answered"],
)
def test_what_tells_of_somebody_named_or_asks_is_not_who_the_pronoun_means(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_a_description_never_refers_to_itself() -> None:
    text = (
        "The Tolland Film Council said output fell in May. “The drop was expected,” the council's spokesperson said. “It "
        "was due to a variety of factors.”"
    )
    assert speakers(text) == ["council's spokesperson"] * 2


@pytest.mark.parametrize(
    ("described", "speaker"),
    [
        ("The spokesman", "Tom Birk"),
        ("The foreign affairs spokesman", "Tom Birk"),
        ("The prime minister's official spokesman", "prime minister's official spokesman"),
    ],
)
def test_a_spokesman_of_somebody_else_is_somebody_else(described: str, speaker: str) -> None:
    text = (
        "“It is late,” said Sam Grant.\n\nParty foreign affairs spokesman Tom Birk repeated his call. “It must be "
        f"public,” he said.\n\n{described} also rejected the claims, saying: “The words were his.”"
    )
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("described", "speaker"), [("The judge", "judge"), ("The announcer", "announcer"), ("The tenor", "Tom Birk")]
)
def test_who_presides_or_announces_is_nobody_without_that_role(described: str, speaker: str) -> None:
    text = f"Tom Birk left the hall. He had sung for an hour. {described} said: “That was all we could do today.”"
    assert speakers(text)[-1] == speaker
