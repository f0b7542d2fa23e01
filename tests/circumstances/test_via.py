"""Via: to whom or where it was said; not where somebody lives, works or was."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes

SAID = [
    ("“We open,” Dana Okafor told AFP.", "AFP"),
    ("“We open,” Dana Okafor, who runs a bakery on Quay Street, told AFP.", "AFP"),
    ("“We open,” said Dana Okafor, who runs a bakery on Quay Street, in a statement on Friday.", "statement"),
    ("“We open,” Dana Okafor said in a statement.", "statement"),
    ("“We open,” said Dana Okafor, the chief engineer, in a statement.", "statement"),
    ("“We open,” Dana Okafor wrote on X.", "X"),
    ("“We open,” Dana Okafor, a baker in Main Street, wrote on X.", "X"),
    ("“We open,” Dana Okafor said at a rally in Louisiana.", "rally in Louisiana"),
    ("“We open,” said Dana Okafor, who leads the union, at a rally in Louisiana.", "rally in Louisiana"),
    ("“We open,” Dana Okafor told a hearing on Capitol Hill.", "hearing on Capitol Hill"),
    ("“We open,” Dana Okafor told the court.", "court"),
    ("“We open,” Dana Okafor told the court on Monday.", "court"),
    ("Prosecutor Abigail Thorne told the court that Victor Hale had “treated it as his own”.", "court"),
    ("“We open,” Dana Okafor told an inquest in Westmark.", "inquest in Westmark"),
    ("“We open,” Dana Okafor told state radio on Friday.", "state radio"),
    ("Dana Okafor told local television that it was “a disgrace”.", "local television"),
    ("“We open,” Dana Okafor said on CNN.", "CNN"),
    ("“We open,” Dana Okafor, who runs a bakery on Quay Street, said on CNN.", "CNN"),
    ("“We open,” Dana Okafor said on Fox News on Sunday.", "Fox News"),
    ("“We open,” Dana Okafor, who sits on the board, said in an interview with the BBC.", "BBC"),
    ("“We open,” said Dana Okafor, who was speaking at a conference in Geneva.", "conference in Geneva"),
    ("“We open,” said Dana Okafor, speaking at a conference in Geneva.", "conference in Geneva"),
    ("“We open,” said Dana Okafor, who posted the video on Facebook.", "Facebook"),
    ("“We open,” said Dana Okafor, who spoke to AFP by phone.", "AFP by phone"),
    ("Dana Okafor, in a letter to parliament, called it “a disgrace”.", "letter to parliament"),
    (
        "In a joint statement, Dana Okafor, who runs a bakery on Quay Street, and Jo Grant called it “a disgrace”.",
        "joint statement",
    ),
    ("“We open,” said Dana Okafor, a baker on Quay Street, who told reporters that she was tired.", "reporters"),
    ("“We open,” Dana Okafor told the Tarnmouth Courier, which is printed on Quay Street.", "Tarnmouth Courier"),
    ("“We open,” Dana Okafor, who was not involved in the study, told AFP in an email.", "AFP in an email"),
    ("“I was drowning,” Dana Okafor told the jury. “Nobody came.”", "jury"),
    ("Dana Okafor told parliament that it was “a disgrace”.", "parliament"),
]

DESCRIBED = [
    "“The diversion killed us,” said Priya Raman, who runs a bakery on Quay Street.",
    "“The diversion killed us,” said Priya Raman, who runs a bakery on Quay Street. She added: “We were told six weeks.”",
    "“The diversion killed us,” said Priya Raman, who lives on Quay Street with her son.",
    "“The diversion killed us,” said Priya Raman of Quay Street.",
    "“The diversion killed us,” said Priya Raman, a baker on Quay Street.",
    "“The diversion killed us,” said Priya Raman, whose shop stands on Harbour Parade.",
    "“The diversion killed us,” said Priya Raman, who has worked on Capitol Hill since 2010.",
    "“The diversion killed us,” said Priya Raman, a lobbyist on Capitol Hill.",
    "“It is hard,” said Dana Okafor, a teacher at Hill School.",
    "“It is hard,” said Dana Okafor, who teaches at Hill School.",
    "“It is hard,” said Dana Okafor, the owner of a shop in Main Street.",
    "“It is hard,” said Dana Okafor, the owner of a shop on Main Street.",
    "“It is hard,” said Dana Okafor, the owner of a small shop on the Harbour Mall, and laughed.",
    "Dana Okafor, who runs a farm on Long Island, called it “a disgrace”.",
    "Dana Okafor, who runs a farm on Long Island, said it was “a disgrace”.",
    "Dana Okafor, a farmer on Long Island, said it was “a disgrace”.",
    "“One comet is an anecdote,” said Professor Edwin Castellane of Harrow Polytechnic, who was not involved in the study.",
    "“One comet is an anecdote,” said Edwin Castellane of Harrow Polytechnic, who led a report for the council in 2012.",
    "“One comet is an anecdote,” said Edwin Castellane, who was injured at a rally in Louisiana.",
    "“One comet is an anecdote,” said Edwin Castellane, one of the speakers at a conference in Geneva next week.",
    "“One comet is an anecdote,” said Edwin Castellane, the author of a letter to parliament that was never answered.",
    "The Directorate said the defences had “performed as designed”, a phrase that drew laughter at a public meeting on Wednesday.",
    "The Directorate said the defences had “performed as designed”, words which angered residents at a public meeting.",
    "“It sells well,” said Dana Okafor, who sells cakes on Instagram.",
    "“It sells well,” said Dana Okafor, who has 40,000 followers on Instagram.",
    "“It sells well,” said Dana Okafor, an influencer on TikTok.",
    "“It sells well,” said Dana Okafor, who works on Fox Street and lives on Elm Avenue.",
    "“It sells well,” said Dana Okafor, who plays a nurse on Harbour Lights, a soap opera.",
    "“It sells well,” said Dana Okafor, who sits on the Harbour Board.",
    "“It sells well,” said Dana Okafor, who serves on the Senate Armed Services Committee.",
    "“It sells well,” said Dana Okafor, a member of the board that rents space on Market Square.",
    "“It sells well,” said one woman, who keeps a stall on Market Square.",
    "“It sells well,” said a woman who keeps a stall on Market Square.",
    "“It sells well,” said one man waiting on Market Square.",
    "“It sells well,” said a man who works by phone.",
]


@pytest.mark.parametrize(("text", "medium"), SAID)
def test_how_it_was_said(text: str, medium: str) -> None:
    found = extract_quotes(Article(text=text))
    assert found[0].speaker is not None
    assert {quote.via for quote in found} == {medium}


@pytest.mark.parametrize("text", DESCRIBED)
def test_what_is_told_of_the_speaker_or_the_words_is_no_medium(text: str) -> None:
    found = extract_quotes(Article(text=text))
    assert found[0].speaker is not None
    assert {quote.via for quote in found} == {None}
