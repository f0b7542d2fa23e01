"""Further parties to a quotation, and which mentions may have said one."""

import pytest

from quotes.attribution.candidates import mentions_before, mentions_here
from quotes.attribution.parties import parties
from quotes.model import Role
from tests.attribution.laid_out import decided, layout_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We open,” said a spokesman for the Tarn Rail Authority.", [(Role.FOR, "Tarn Rail Authority")]),
        (
            "“We open,” said Dana Okafor, a spokeswoman for the Tarn Rail Authority.",
            [(Role.FOR, "Tarn Rail Authority")],
        ),
        pytest.param(
            "“We open,” Tarn Rail Authority spokeswoman Dana Okafor said.",
            [(Role.FOR, "Tarn Rail Authority")],
            marks=pytest.mark.xfail(strict=True, reason="a body before a role is part of it, no mention of its own"),
        ),
        ("“We open,” said Dana Okafor, a planner at the Tarn Rail Authority.", []),
        ("“We open,” said Dana Okafor and Gareth Lindqvist.", [(Role.JOINT, "Gareth Lindqvist")]),
        ("“We open,” said Dana Okafor.", []),
    ],
)
def test_parties(text: str, expected: list[tuple[Role, str]]) -> None:
    analysed, (choice,) = decided(text)
    found = parties(analysed.layout, choice)
    assert [(party.role, analysed.mentions[party.mention].head) for party in found] == expected


def test_carried_quotation_has_no_parties_of_its_own() -> None:
    analysed, (first, second) = decided("“We open,” said Dana Okafor and Gareth Lindqvist. “It is safe.”")
    assert [len(parties(analysed.layout, choice)) for choice in (first, second)] == [1, 0]


def heads(text: str, *, before: bool = False) -> list[str]:
    layout = layout_of(text)
    found = (mentions_before if before else mentions_here)(layout, layout.slots[-1])
    return [layout.mentions[i].head for i in found]


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("“We open,” said Dana Okafor.", ["Dana Okafor"]),
        ("Dana Okafor told Gareth Lindqvist: “We open.”", ["Dana Okafor", "Gareth Lindqvist"]),
        ("“We open!” Dana Okafor thundered.", ["Dana Okafor"]),
        ("“We open for the summer”\n\n— Dana Okafor", ["Dana Okafor"]),
        ("“We open for the summer”\n\nDana Okafor left.", []),
    ],
)
def test_candidates_of_its_own_sentence(text: str, here: list[str]) -> None:
    assert heads(text) == here


def test_noun_that_the_words_describe_is_no_candidate() -> None:
    assert "cuts" not in heads("Dana Okafor announced “painful” cuts.")


def test_candidates_before() -> None:
    text = "Dana Okafor met Gareth Lindqvist in Tarnmouth. A table stood there. She sat down. “We open.”"
    assert heads(text, before=True) == ["Dana Okafor", "Gareth Lindqvist", "Tarnmouth", "she"]


def test_nearest_are_kept_of_a_crowd() -> None:
    names = [f"Person{chr(65 + i // 26)}{chr(97 + i % 26)} Okafor" for i in range(60)]
    found = heads(", ".join(names) + " and Gareth Lindqvist said: “We open.”")
    assert len(found) <= 28
    assert found[-1] == "Gareth Lindqvist"
