"""What attribution sees beside a mention in its sentence: the verb that it seems to be the subject of, and its place."""

import pytest

from tests.attribution.laid_out import layout_of


@pytest.mark.parametrize(
    ("text", "head", "verb", "stem"),
    [
        pytest.param("Okafor said “we open”.", "Okafor", "S", "say", id="the verb right behind"),
        pytest.param("Okafor, the mayor, said “we open”.", "Okafor", "S", "say", id="behind an apposition"),
        pytest.param("Okafor has said “we open”.", "Okafor", "S", "say", id="behind an auxiliary"),
        pytest.param("A spokesman for Marlow said “we open”.", "spokesman", "S", "say", id="behind an attached phrase"),
        pytest.param(
            "A spokesman for Marlow said “we open”.", "Marlow", "S", "say", id="what is attached sees it, too"
        ),
        pytest.param("Okafor was told “we open”.", "Okafor", "Sb", "tell", id="in the passive"),
        pytest.param("She stopped and said “we open”.", "she", "v", "stop", id="the first of two"),
        pytest.param("“We open,” said Okafor.", "Okafor", "", ".", id="nothing behind"),
        pytest.param("Okafor is “a fool”.", "Okafor", "b", "be", id="to be alone"),
    ],
)
def test_the_verb_behind(text: str, head: str, verb: str, stem: str) -> None:
    layout = layout_of(text)
    position = next(number for number, mention in enumerate(layout.mentions) if mention.head == head)
    context = layout.context(position)
    assert (context.verb, context.stem) == (verb, stem)


@pytest.mark.parametrize(
    ("text", "left", "first"),
    [
        pytest.param("“We open,” said Okafor.", "say", True, id="an inverted verb"),
        pytest.param("Grant told Okafor: “We open.”", "tell", False, id="whom it is told"),
        pytest.param("On Monday Okafor said “we open”.", "", True, id="no verb in front"),
        pytest.param("Grant and Okafor said “we open”.", "", False, id="the second of two"),
    ],
)
def test_what_stands_in_front(text: str, left: str, first: bool) -> None:
    layout = layout_of(text)
    position = next(number for number, mention in enumerate(layout.mentions) if mention.head == "Okafor")
    context = layout.context(position)
    assert (context.left, context.first) == (left, first)
