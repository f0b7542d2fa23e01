"""A role is bound to a name that follows only where the text says so: the same role beside the name, of one holder."""

import pytest

from quotes import extract_quotes

SAID = "“The bridge stays shut,” said {role}.\n\nThe union was angry. {later}"


@pytest.mark.parametrize(
    ("role", "later", "speaker"),
    [
        pytest.param("the transport minister", "Ola Birk went home.", "transport minister", id="a name without a role"),
        pytest.param(
            "the transport minister", "Ola Birk, a driver, went home.", "transport minister", id="another occupation"
        ),
        pytest.param(
            "the transport minister", "Prime minister Ola Birk went home.", "transport minister", id="another office"
        ),
        pytest.param("the transport minister", "Transport minister Ola Birk left.", "Ola Birk", id="the same office"),
        pytest.param("the transport minister", "Transport Minister Ola Birk left.", "Ola Birk", id="in capitals"),
        pytest.param(
            "the transport minister", "Ola Birk, the transport minister, left.", "Ola Birk", id="in apposition"
        ),
        pytest.param("the transport minister, Ola Birk", "Ida Brack left.", "Ola Birk", id="named at once"),
        pytest.param("the minister", "Transport minister Ola Birk left.", "Ola Birk", id="the only minister"),
        pytest.param(
            "the minister", "Transport minister Ola Birk met housing minister Ida Brack.", "minister", id="one of two"
        ),
        pytest.param(
            "the transport minister",
            "Transport minister Ola Birk met housing minister Ida Brack.",
            "Ola Birk",
            id="one of two by the field",
        ),
        pytest.param("the director", "Ola Birk, the deputy director, left.", "director", id="a deputy"),
        pytest.param("the chancellor", "Shadow chancellor Ola Birk left.", "chancellor", id="a shadow"),
        pytest.param("the coach", "Ola Birk scored twice. Ida Brack won.", "coach", id="two names without a role"),
        pytest.param("the driver who crossed it", "Ola Birk, of Farley, was tired.", "driver", id="not at once"),
        pytest.param("the 41-year-old", "Ola Birk scored twice.", "41-year-old", id="an age of nobody"),
        pytest.param("the 41-year-old", "Ola Birk, 41, scored twice.", "Ola Birk", id="the age of one"),
    ],
)
def test_a_role_before_any_name(role: str, later: str, speaker: str) -> None:
    (quote,) = extract_quotes(SAID.format(role=role, later=later))
    assert quote.speaker == speaker


@pytest.mark.parametrize(
    ("before", "role", "speaker"),
    [
        pytest.param(
            "Foreign secretary Mo Hale met shadow foreign secretary Ola Birk on Monday. Birk was angry.",
            "the foreign secretary",
            "Mo Hale",
            id="the shadow was named last",
        ),
        pytest.param(
            "Housing minister Ida Brack met transport minister Ola Birk. Brack was angry.",
            "the transport minister",
            "Ola Birk",
            id="the field tells two ministers apart",
        ),
    ],
)
def test_offices_of_one_word_are_told_apart(before: str, role: str, speaker: str) -> None:
    (quote,) = extract_quotes(f"{before}\n\n“The bridge stays shut,” said {role}.")
    assert quote.speaker == speaker


def test_what_somebody_did_introduces_the_name_that_opens_the_next_paragraph() -> None:
    (quote,) = extract_quotes(
        "The driver who raised the alarm last year has told a hearing that it was “a trap”.\n\nOla Birk, of Farley, spoke on Monday."
    )
    assert quote.speaker == "Ola Birk"
