"""Whom the place of words on the page tells: lists, brackets, lines below, interviews, crossheads, pull quotes.

Also that texts that look the same without being it are left to the sentence.
"""

import pytest

from tests.attribution.laid_out import decided


def speakers(text: str) -> list[str | None]:
    """The head of the mention that each quotation is credited to; None for nobody."""
    analysed, choices = decided(text)
    return [analysed.mentions[choice.mention].head if choice.mention >= 0 else None for choice in choices]


SAID = "“We open the bridge in May,” said Helena Okafor."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We open in spring, whatever they say.”\n\nHelena Okafor, engineer", ["Helena Okafor"],
                     id="a line with a name and a role below"),
        pytest.param("“We open in spring, whatever they say.”\n\n— Helena Okafor", ["Helena Okafor"], id="behind a dash"),
        pytest.param("“We open in spring, whatever they say.” – Helena Okafor, 34", ["Helena Okafor"], id="beside it"),
        pytest.param("“We open in spring, whatever they say” (Helena Okafor, 34).", ["Helena Okafor"], id="in brackets"),
        pytest.param("“Rivers of the North” (Helena Okafor, 2019).", [None], id="a work with its year in brackets"),
        pytest.param(f"{SAID}\n\n“A fine bridge is a fine thing.”\n\nSam Grant, baker", ["Helena Okafor", "Sam Grant"],
                     id="the line below beats the speaker before"),
    ],
)  # fmt: skip
def test_a_name_below_or_beside(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Claim: “The bridge is about to fall down.”", [None], id="a printed label"),
        pytest.param(f"{SAID}\n\nOn cost: “It is dear, but it will last.”", ["Helena Okafor"] * 2, id="a topic"),
        pytest.param(f"{SAID}\n\n• “It is dear, but it will last.”\n\n• “It is dry.”", ["Helena Okafor"] * 3, id="a list"),
        pytest.param("1. “It is dear, but it will last.”\n\n2. “It is dry, and it is safe.”", [None, None], id="a list of nobody's"),
    ],
)  # fmt: skip
def test_labels_topics_and_lists(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


INTERVIEW = "Helena Okafor builds bridges.\n\nWhy bridges?\n\n“Because rivers are in the way.”\n\nAnd what of tunnels?\n\n“Too dark.”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            INTERVIEW,
            ["Helena Okafor"] * 2,
            id="answers in marks",
            marks=pytest.mark.xfail(strict=True, reason="the paragraph in front of the first question is not read"),
        ),
        pytest.param(
            "“I build bridges,” says Helena Okafor.\n\nAnd what of tunnels?\n\n“Tunnels are too dark for me.”",
            ["Helena Okafor"] * 2,
            id="answers in marks behind words of hers",
        ),
        pytest.param(
            "“Why bridges?” asked Sam Grant.\n\n“Rivers are in the way,” said Helena Okafor.\n\n“And tunnels?”\n\n“Too dark.”",
            ["Sam Grant", "Helena Okafor", "Sam Grant", "Helena Okafor"],
            id="turns without names",
        ),
        pytest.param("“We cannot wait until May.”\n\nHelena Okafor, 61, was at the bridge early.", ["Helena Okafor"],
                     id="words that open an article, and whom the next paragraph introduces"),
    ],
)  # fmt: skip
def test_interviews_and_openings(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


PULL = "“We will open the bridge in May”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{PULL}\n\nIt rained in Marlow.\n\n“We will open the bridge in May, whatever they say,” said Helena Okafor.",
            ["Helena Okafor"] * 2,
            id="a pull quote in front of its sentence",
        ),
        pytest.param(
            f"“We will open the bridge in May, whatever they say,” said Helena Okafor.\n\nIt rained.\n\n{PULL}",
            ["Helena Okafor"] * 2,
            id="behind it",
        ),
        pytest.param(
            f"{PULL}\n\nIt rained in Marlow.\n\n“It is dry,” said Helena Okafor.",
            [None, "Helena Okafor"],
            id="words that stand nowhere else",
        ),
    ],
)
def test_words_that_come_again(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def test_a_chain_of_paragraphs_has_one_speaker() -> None:
    """Who is named beside one of them says all, also those in front."""
    text = "“We open in May.\n\n“It is safe,” said Helena Okafor. “It is dry.\n\n“It is new.”"
    assert set(speakers(text)) <= {"Helena Okafor", "Okafor"}
