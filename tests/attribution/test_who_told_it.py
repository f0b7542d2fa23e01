"""Who passed words on, for whom somebody speaks, and whose denial a spokesperson's is."""

import pytest

from quotes.attribution.parties import denied_for, parties
from quotes.model import Role
from tests.attribution.laid_out import decided


def found(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The head of the mention that is credited with the last quotation, and its further parties."""
    analysed, choices = decided(text)
    mentions = analysed.mentions
    return mentions[choices[-1].mention].head, [
        (party.role.value, mentions[party.mention].head) for party in parties(analysed.layout, choices[-1])
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "tellers"),
    [
        pytest.param("Grant said Okafor told him: “We open.”", "Okafor", ["Grant"], id="a verb of telling inside"),
        pytest.param("Grant said that Okafor had said “we open in May”.", "Okafor", ["Grant"], id="behind that"),
        pytest.param("Grant told Moss that Okafor had said “we open in May”.", "Okafor", ["Grant"], id="to whom it was told"),
        pytest.param("Grant said Okafor was “a fool”.", "Grant", [], id="what is said of somebody is the sayer's"),
        pytest.param("Grant met Okafor, who said: “We open.”", "who", [], id="no verb of telling"),
        pytest.param("Okafor told them: “We will open in May,” her lawyer said.", "Okafor", ["lawyer"], id="behind the words"),
        pytest.param(
            "Okafor told them “we open in May”, her lawyer said.", "Okafor", ["lawyer"], id="behind a fragment",
            marks=pytest.mark.xfail(strict=True, reason="the teller behind the words is taken for who said them"),
        ),
        pytest.param("“We open,” Okafor said.", "Okafor", [], id="nobody in between"),
    ],
)  # fmt: skip
def test_who_reported_it(text: str, speaker: str, tellers: list[str]) -> None:
    assert found(text) == (speaker, [(Role.REPORTED_BY.value, teller) for teller in tellers])


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        pytest.param("“We open,” said a spokesman for Helm Marine.", ["Helm Marine"], id="a spokesman"),
        pytest.param("“We open,” said Jo Grant, a lawyer for Peter Moss.", ["Peter Moss"], id="a lawyer with a name"),
        pytest.param("“We open,” said Jo Grant, spokeswoman for the Marland Water Board.", ["Marland Water Board"],
                     id="behind the name"),
        pytest.param("“We open,” said a spokesman.", [], id="for nobody told"),
        pytest.param("“We open,” said a baker from Helm Marine.", [], id="somebody else's role"),
        pytest.param("“We open,” said a spokesman for the strikers.", [], id="people without a name are part of the role"),
    ],
)  # fmt: skip
def test_for_whom_it_was_said(text: str, bodies: list[str]) -> None:
    _, credits = found(text)
    assert credits == [(Role.FOR.value, body) for body in bodies]


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        pytest.param("A spokeswoman for Peter Moss denied that he said “never again”.", "Peter Moss", id="of a person"),
        pytest.param("A spokeswoman for Helm Marine denied it was “a mess”.", "spokeswoman", id="a body speaks by her"),
        pytest.param("Peter Moss denied that he said “never again”.", "Peter Moss", id="nobody in between"),
    ],
)
def test_whose_denial_it_is(text: str, denier: str) -> None:
    analysed, _ = decided(text)
    mentions = analysed.mentions
    first = next(number for number, mention in enumerate(mentions) if mention.head in ("spokeswoman", "Peter Moss"))
    assert mentions[denied_for(analysed.layout, first)].head == denier
    assert denied_for(analysed.layout, -1) == -1
