"""Names that no list knows, and what makes them people: a role behind, an honour in front, words that they say."""

import pytest

from quotes import extract_quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "Zorn Velling won, and Ola Birk lost. Tarvanik admitted he was tired after the match. "
            "“It's not that simple,” he said.",
            "Tarvanik",
            id="it has just said something",
        ),
        pytest.param(
            "Paul Grant was seen on Monday. Delegates asked how he could win. “It's not that simple,” he said.",
            "Paul Grant",
            id="a plural noun that opens a sentence is no name",
        ),
        pytest.param(
            "Graham Oxley sells phones, and he likes it. It will sell, thinks Paolo Pescara mobile market specialist "
            "for the trust. “People want it,” he said.",
            "Paolo Pescara",
            id="the name runs into the role",
        ),
        pytest.param(
            "Film stars were there. Bivan Tirrari, deputy police chief in Marland, said an actor had been sent home. "
            "“We issued notices last year,” he said.",
            "Bivan Tirrari",
            id="a role without an article stands behind",
        ),
        pytest.param(
            "Mike Ruddick was pleased. “We won,” he said.\n\nMan-of-the-match Steve Joness, who kicked three goals, was "
            "ecstatic.\n\n“It's a special moment,” he said.",
            "Steve Joness",
            id="an honour stands in front",
        ),
    ],
)
def test_he_is_the_one_with_the_unknown_name(text: str, speaker: str) -> None:
    assert extract_quotes(text)[-1].speaker == speaker
