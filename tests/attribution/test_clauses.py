"""Clauses of a sentence: whose verb governs the words, and who only stands in another clause."""

import pytest

from quotes.attribution.clauses import groups_of
from tests.attribution.laid_out import layout_of


def roles(text: str) -> dict[str, str]:
    """For the first quotation of *text* the code of each mention that is a subject, by its head."""
    layout = layout_of(text)
    slot = layout.slots[0]
    units, first = layout.units[slot.sentence], layout.first_mention[slot.sentence]
    return {layout.mentions[first + units[at].mention].head: role for at, role in layout.roles(slot).items()}


@pytest.mark.parametrize(
    ("text", "speaker", "role", "others"),
    [
        pytest.param("Okafor said it was “a mess”.", "it", "0bc", {"Okafor": "1Sm"}, id="complement"),
        pytest.param(
            "Okafor said he was present when doctors told them: “We lost him.”", "doctors", "0Sa",
            {"he": "1bc", "Okafor": "2Sm"}, id="adverbial clause that the words are in",
        ),
        pytest.param(
            "While the Greens have said they have the facts, Dana Grant has pledged to strengthen the office to avoid "
            "any “cliff edge” in May.", "Dana Grant", "0Smii", {"they": "xvc"}, id="infinitives hand the subject on",
        ),
        pytest.param(
            "Okafor left after Hale tried to win, mounted a campaign that hurt his party, named the mayor “a wave”.",
            "Okafor", "0vm", {"campaign": "xvr", "Hale": "xva"}, id="a comma ends what hangs on the clause",
        ),
        pytest.param(
            "The plan, says Telco, means a “fresh start”.", "plan", "0vm", {"Telco": "xSq"}, id="an aside that tells",
        ),
        pytest.param(
            "The plan would mean a “fresh start” for all, says Dana Okafor, a planner.", "Dana Okafor", "bSq",
            {"plan": "0vm"}, id="told behind",
        ),
        pytest.param(
            "Okafor said her boss, Peter Hale, had told them: “Go home.”", "Peter Hale", "0Sc", {"Okafor": "1Sm"},
            id="a name between commas behind a noun is the subject",
        ),
        pytest.param(
            "A notice pasted on the gate reads: “Go home.”", "notice", "0Sm", {}, id="a participle describes the subject",
        ),
        pytest.param(
            "The leaflet that came through the door called it “absurd”.", "leaflet", "0Sm", {},
            id="a relative clause with that describes the subject",
        ),
        pytest.param("He left; Okafor called it “absurd”.", "Okafor", "0Sm", {}, id="semicolon"),
        pytest.param(
            "Lind praised Okafor, who told them it was “a mess”.", "it", "0bc", {"Lind": "xSm"}, id="relative clause",
        ),
        pytest.param(
            "Okafor visited the port and called it “a wreck”.", "Okafor", "0Sm", {}, id="coordination shares",
        ),
        pytest.param("A clerk of the union said it was “over”.", "clerk", "1Sm", {}, id="what attaches is no subject"),
        pytest.param(
            "The school was declared “unwanted” by the Tarn Rail Authority.", "Tarn Rail Authority", "yPb",
            {"school": "0Pm"}, id="by whom",
        ),
        pytest.param(
            "In a message praising “friendly” ties with the port, Okafor stressed how well it ran.", "Okafor", "0Sf", {},
            id="a phrase in front",
        ),
        pytest.param("“We open,” Okafor said.", "Okafor", "bSm", {}, id="behind the words"),
    ],
)  # fmt: skip
def test_who_governs_the_words(text: str, speaker: str, role: str, others: dict[str, str]) -> None:
    found = roles(text)
    assert {name: found.get(name) for name in (speaker, *others)} == {speaker: role, **others}


def test_a_verb_without_anything_around_it_has_no_subject() -> None:
    assert roles("Said “no”.") == {}


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        pytest.param("Okafor said it was old.", ["S", "b"], id="each verb has a group"),
        pytest.param("Okafor has not been told.", ["hxbS"], id="auxiliaries belong to their verb"),
        pytest.param("Okafor asked them not to leave.", ["S", "v0"], id="a negation by itself is none"),
        pytest.param("Okafor called them not helpful.", ["S"], id="nor one at the end"),
        pytest.param("Okafor would, if asked, have left.", ["m", "S", "hv"], id="auxiliaries alone are one"),
        pytest.param("The old bridge.", [], id="no verb"),
    ],
)
def test_verb_groups(sentence: str, groups: list[str]) -> None:
    layout = layout_of(f"{sentence} “We open.”")
    units = layout.units[0]
    found = groups_of(units, layout.document.sentences[0])
    assert ["".join(unit.kind for unit in units[group.first : group.head + 1]) for group in found] == groups
