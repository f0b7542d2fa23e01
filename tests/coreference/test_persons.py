"""Which person a pronoun, a role or a description stands for: articles of a few sentences, a kind a table."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr Bo Pell told how Mr Dan Raine passed the mill to Dover. “It was a bargain,” he added.", "Bo Pell"),
        (
            "Nobody paid for premier Omar Ibra's flight, treasurer Samir Fadl stated on Monday. He went on for an hour. "
            "“It was not our bill,” he said.",
            "Samir Fadl",
        ),
        (
            "Former striker Tom Rudd opened the hall. Pressed about dinners with Lord Peter Tarn, he answered: “I eat "
            "where I like.”",
            "Tom Rudd",
        ),
        (
            "Senator Tom Reed was among those who made peace between Gov. Arn Bell and Mayor Brian Kent, whose feud hurt "
            "the party. Reed told the weekly he was worried.\n\n“It may fall,” he said.",
            "Tom Reed",
        ),
        (
            "Gareth Lindqvist opened the show with Peter Moss and Samuel Okafor.\n\n“It was a fine night,” he said.",
            "Gareth Lindqvist",
        ),
        (
            "Lena Boult got the ball rolling with a 6-4, 6-0 victory over Diane Perry.\n\n“I started well,” she told the "
            "Evening Ledger.",
            "Lena Boult",
        ),
        (
            "Mayor Gareth Lindqvist spoke first.\n\nSpeaking after him, engineer Samuel Okafor argued that the bridge was "
            "safe.\n\n“We checked every bolt,” he said.",
            "Samuel Okafor",
        ),
        (
            "Peter Moss called the plan a waste. Samuel Okafor shook his head.\n\n“It will pay for itself,” he said.",
            "Samuel Okafor",
        ),
    ],
    ids=[
        "subject of what is told",
        "owner of a noun",
        "behind a preposition in a participle's clause",
        "a list before a relative clause",
        "a list behind a preposition",
        "who was beaten",
        "look-alike: the new speaker of the sentence before",
        "look-alike: a new subject of its own sentence",
    ],
)
def test_who_is_speaking_in_the_passage_goes_on(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ashley Grove, the dean, met us at the gate. “We have nothing to hide,” he said.", "Ashley Grove"),
        ("Lin Shu, the envoy, met us at the gate. “We have nothing to hide,” he said.", "Lin Shu"),
        (
            "Ashley Grove met the dean, Peter Moss, at the gate. “We have nothing to hide,” he said.",
            "Peter Moss",
        ),
        (
            "Mrs Ashley Grove met us at the gate. Her son Peter Moss drove. “We have nothing to hide,” he said.",
            "Peter Moss",
        ),
    ],
    ids=["nobody else near", "a family name first", "look-alike: somebody who fits", "look-alike: a title tells"],
)
def test_a_list_of_given_names_is_evidence_of_gender_not_a_filter(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Quill won in straight sets.\n\n“It was a long match,” said the 36-year-old.", "Ann Quill"),
        (
            "Ann Quill, 36, beat Mara Senn, 22, in straight sets.\n\n“It was a long match,” said the 22-year-old.",
            "Mara Senn",
        ),
        (
            "Ann Quill (36) beat Mara Senn (22) in straight sets.\n\n“It was a long match,” said the 36-year-old.",
            "Ann Quill",
        ),
        (
            "Ann Quill, 36, crossed the border. A 19-year-old soldier stopped her.\n\n“Go back,” the 19-year-old said.",
            "19-year-old soldier",
        ),
        ("Dana Okafor has seen every show. “I never missed one,” the opera lover explained.", "Dana Okafor"),
        ("Mina Dor runs a shop. “I never slept,” says the woman, who turns 30 soon.", "Mina Dor"),
        ("Dana Okafor lost both sons. “I never slept,” said the mother of two.", "Dana Okafor"),
    ],
)
def test_ages_and_epithets_stand_for_whom_the_passage_is_about(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Premier Dana Rao looked on. The embassy official adds: “It was late.”", "embassy official"),
        (
            "Premier Dana Rao looked on. The party insider said it was “late”.",
            "party insider",
        ),
        ("Singer Dana Rao has been sued. The singer's spokesman said it was “untrue”.", "singer's spokesman"),
        (
            "Dana Rao, an official of the embassy, looked on. The embassy official adds: “It was late.”",
            "Dana Rao",
        ),
        (
            "Party spokeswoman Dana Rao looked on. Gareth Lindqvist spoke first. “It was late,” the spokeswoman said.",
            "Dana Rao",
        ),
    ],
)
def test_a_source_is_somebody_named_only_with_such_a_role(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Senator Lindsay Holt was among those who made peace with Mayor Brian Kent. Holt told the Evening Ledger he was "
            "worried.\n\n“Kent may fall,” he said.",
            "Lindsay Holt",
        ),
        (
            "Marina Holt said Peter Moss told her: “We leave at ten.” She said he then announced: “A friend will be joining "
            "us.”",
            "Peter Moss",
        ),
    ],
    ids=["a list says f, the passage says he", "look-alike: who is she in the same sentence is not he"],
)
def test_whose_words_are_reported_may_be_he_against_a_list(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "President Donald Arlo left for the coast with Peter Moss. The President said the storm was “a monster”.",
            "Donald Arlo",
        ),
        (
            "Norland President Donald Arlo left for the coast with Peter Moss. In a post, the Norland President said: “The "
            "storm is a monster.”",
            "Donald Arlo",
        ),
        ("Prime Minister Ida Reed met Dana Okafor. “It is late,” the Prime Minister said.", "Ida Reed"),
        (
            "Prime Minister Ida Reed met the foreign secretary, Dana Okafor. “It is late,” the foreign secretary said.",
            "Dana Okafor",
        ),
        (
            "Prime Minister Ida Reed met the Foreign Secretary, Dana Okafor. “It is late,” the Foreign Secretary said.",
            "Dana Okafor",
        ),
        ("Dana Okafor read the Guardian. The Guardian said it was “late”.", "Guardian"),
        (
            "Secretary Mike Penn objected. The Tolland High Commissioner for Ports said it was “late”.",
            "Tolland High Commissioner",
        ),
    ],
    ids=[
        "a title",
        "with its country",
        "two words",
        "a role that a comma parts",
        "the same in capitals",
        "look-alike: a paper",
        "look-alike: an office of something, nobody's here",
    ],
)
def test_an_office_in_capitals_is_its_holder(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The pipeline is run by the state-owned Tranzor. Tranzor executive Russell Brand has doubts.\n\n“It is an "
            "option,” he said.",
            "Russell Brand",
        ),
        ("Mr Stormlo came on at ten. “I shook from head to foot,” he said.", "Stormlo"),
    ],
    ids=["a word without title, role or listed name", "look-alike: one with a title"],
)
def test_a_bare_word_is_no_person(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A senator has called the port “a mess”.\n\nSenator Dana Okafor spoke in Dunmore on Monday.",
            "Dana Okafor",
        ),
        (
            "A senator has called the port “a mess”.\n\nSenators Dana Okafor and Peter Moss spoke on Monday. Senator Moss "
            "left.",
            "senator",
        ),
        (
            "A senator has called the port “a mess”.\n\nSenator Dana Okafor spoke first. Senator Peter Moss left.",
            "senator",
        ),
        ("Senator Dana Okafor spoke in Dunmore on Monday. A senator has called the port “a mess”.", "senator"),
        (
            "A senator has called the port “a mess”.\n\nIt rained.\n\nIt is late.\n\nNobody came.\n\nSenator Dana Okafor "
            "spoke on Monday.",
            "senator",
        ),
    ],
    ids=["named only afterwards", "several", "two of them", "named before: somebody else", "far behind"],
)
def test_somebody_of_the_lead_is_named_behind(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker
