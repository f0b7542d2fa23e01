"""Which person or body is quoted: the name that an article of two or three sentences leads to, a point a row."""

import unicodedata

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes

FAIL = pytest.mark.xfail(strict=True)


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "Mayor Gareth Lindqvist spoke first.\n\nSpeaking after him, engineer Samuel Okafor argued that the bridge was "
            "safe.\n\n“We checked every bolt,” he said.",
            "Samuel Okafor",
            id="who spoke last in the paragraph before",
        ),
        pytest.param(
            "Dana Okafor met Gareth Lindqvist on Monday.\n\n“It is late,” she said.",
            "Dana Okafor",
            id="gender by the given name",
        ),
        pytest.param(
            "Gareth Lindqvist praised the builders of the bridge at length.\n\nHe called the delay “a disgrace”.",
            "Gareth Lindqvist",
            id="the subject goes on",
        ),
        pytest.param(
            "The mouth of Gareth Lindqvist, who called it “a disgrace”, was dry.",
            "Gareth Lindqvist",
            id="who is a person, not the thing before",
        ),
        pytest.param(
            "It annoyed Gareth Lindqvist of Dunmore, who called it “a disgrace”.",
            "Gareth Lindqvist",
            id="who is nobody's town",
        ),
        pytest.param(
            "Dana Okafor, an engineer at Tyne College in Dunmore said it was “painful but right”.",
            "Dana Okafor",
            id="the second comma of an apposition forgotten",
        ),
        pytest.param(
            "Senator Dana Okafor (D-Mass.) met Gareth Lindqvist.\n\n“It is late,” the Massachusetts senator said.",
            "Dana Okafor",
            id="a role by party and state",
        ),
        pytest.param(
            "Senator Dana Okafor met Gareth Lindqvist, the mayor.\n\n“It is late,” the mayor said.",
            "Gareth Lindqvist",
            id="a role that an apposition holds",
        ),
        pytest.param(
            "“It is late,” said Jane Grant.\n\nMr. Grant disagreed. “It is early,” Mr. Grant said.",
            "Grant",
            id="Mr. Grant is not Jane",
        ),
        pytest.param(
            "Brian M. Good arrived early.\n\n“The roads were empty,” Good said.",
            "Brian M. Good",
            id="a word for a family name",
        ),
        pytest.param(
            "Jun Takeda arrived early.\n\n“The roads were empty,” Takeda said.",
            "Jun Takeda",
            id="a month for a given name",
        ),
        pytest.param(
            "Dana Okafor praised the nominee at length. According to Okafor, the cabinet shares Jane Grant's doubts.\n\n"
            "“It is late,” she said.",
            "Dana Okafor",
            id="according to is said by",
        ),
        pytest.param(
            "Economist Alina Lindqvist, who studies taxes at Tyne College, said Dana Okafor's statement did not clarify "
            "the matter.\n\n“I see no details,” she said.",
            "Alina Lindqvist",
            id="who said it behind a clause of her own, not the owner of the statement",
        ),
        pytest.param(
            "Gareth Lindqvist met Samuel Okafor. The footage of the encounter was brief, Lindqvist said, and he said it "
            "“shows nothing”.",
            "Gareth Lindqvist",
            id="an encounter is nobody",
        ),
        pytest.param(
            "Dana Okafor spoke on Tuesday. Later the former secretary of state and current nominee said it was “a mess”.",
            "Dana Okafor",
            id="two roles of one person",
        ),
        pytest.param(
            "Samuel Lindqvist attacked the former Miss Universe in a post.\n\nDana Okafor said that was wrong.\n\n"
            "She wrote: “It is beneath us.”",
            "Dana Okafor",
            id="a title won is no name",
        ),
        pytest.param(
            "Samuel Okafor raised questions about the microphone.\n\nHe noted that the commission saw an issue.\n\n"
            "He said, “It was a hard night.”",
            "Samuel Okafor",
            id="a name two paragraphs up, both begun with he",
        ),
        pytest.param(
            "Attorney General Samuel Okafor (D), the governor's rival, said it was “a mess”.",
            "Samuel Okafor",
            id="a party in brackets before the apposition",
        ),
        pytest.param(
            "Former secretary of state Dana Okafor said it was “a mess”.",
            "Dana Okafor",
            id="an office whose words run into the name",
        ),
        pytest.param(
            "A friend of mayor Dana Okafor said it was “a mess”.",
            "friend of mayor Dana Okafor",
            id="somebody's friend is not they",
        ),
        pytest.param(
            "Presidential candidate Dana Okafor spoke on Monday.\n\n“It is late,” the candidate said.",
            "Dana Okafor",
            id="a role whose ending does not tell",
        ),
        pytest.param(
            "The government's report, published in April, says it is “a mess”.",
            "government's report",
            id="a participle between commas",
        ),
        pytest.param(
            "Gerhard Müller spoke in Rome.\n\n“It is a provocation,” Mueller said.",
            "Gerhard Müller",
            id="an umlaut spelt out",
        ),
        pytest.param(
            "Tyresha McClenney was there.\n\n“I saw it,” McLenney said.",
            "Tyresha McClenney",
            id="a letter forgotten",
        ),
        pytest.param(
            unicodedata.normalize("NFD", "Arturo Sarukhán spoke.\n\n“It is a start,” Sarukhán said."),
            unicodedata.normalize("NFD", "Arturo Sarukhán"),
            id="combining marks",
        ),
        pytest.param(
            "The Dunmore Herald printed a comment.\n\n“He should resign,” the newspaper said.",
            "Dunmore Herald",
            id="the newspaper",
        ),
        pytest.param(
            "A survey by Dana Okafor found that the bridge was “painfully slow”.",
            "Dana Okafor",
            id="who made the survey",
        ),
        pytest.param(
            "The Dunmore Port Authority released a statement on Monday.\n\n“We regret it,” the statement said.",
            "Dunmore Port Authority",
            id="who released the statement",
        ),
        pytest.param(
            "The mayor blamed the press for Dana Okafor’s claim that the bridge was “a mess”.",
            "Dana Okafor",
            id="a claim within a report",
        ),
        pytest.param(
            "“Nobody asked us,” said the union’s leader, Dana Okafor.",
            "Dana Okafor",
            id="an owner speaks for nobody",
        ),
        pytest.param(
            "Under questioning from Samuel Ortega, Gareth Lindqvist said he had made mistakes. “I was drowning,” he said.",
            "Gareth Lindqvist",
            id="who said it just before",
        ),
    ],
)
def test_the_name_that_the_article_leads_to(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_nobody_says_nothing() -> None:
    assert speakers("Nobody would say “I hate bridges” in this town.") == [None]
