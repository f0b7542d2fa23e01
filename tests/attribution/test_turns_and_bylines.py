"""Blocks and turns that carry their speaker with them, and the label that names somebody in full."""

import pytest

from quotes.attribution.labels import FullNames, labels_of
from quotes.model import Article
from quotes.pipeline import analyse


def labels(text: str) -> list[tuple[str, bool]]:
    """The words of each label and whether it stands behind, in reading order."""
    document = analyse(Article(text=text)).document
    return [(document.text[label.start : label.end], label.behind) for label in labels_of(document).values()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "OKAFOR: We open in May.\n\nGRANT: We shall see.\n\nOKAFOR: You will.",
            [("OKAFOR", False), ("GRANT", False), ("OKAFOR", False)],
            id="turns in capitals",
        ),
        pytest.param(
            "Dana Okafor: We open in May.\n\nSam Grant: We shall see.\n\nDana Okafor: You will.",
            [("Dana Okafor", False), ("Sam Grant", False), ("Dana Okafor", False)],
            id="turns with names",
        ),
        pytest.param(
            "OKAFOR (laughs): We open in May.\n\nGRANT: We shall see.\n\nOKAFOR: You will.",
            [("OKAFOR", False), ("GRANT", False), ("OKAFOR", False)],
            id="an aside in brackets is no part of it",
        ),
        pytest.param("Q: When?\n\nA: In May, we hope.", [("Q", False), ("A", False)], id="question and answer"),
        pytest.param("Q: “When?”\n\nA: “In May, we hope.”", [("Q", False), ("A", False)], id="and in marks"),
        pytest.param("> We open in spring. — Dana Okafor", [("Dana Okafor", True)], id="a byline behind a block"),
        pytest.param("“GRANT: We shall see in the spring.”", [("GRANT", False)], id="a label inside the marks"),
        pytest.param("Price: 10 pounds.\n\nWhere: the hall.\n\nWhen: at noon.", [], id="a notice is no conversation"),
        pytest.param("“We open,” said Dana Okafor.", [], id="a plain report"),
    ],
)
def test_labels(text: str, expected: list[tuple[str, bool]]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        pytest.param("DANA OKAFOR", "OKAFOR", "DANA OKAFOR", id="a family name"),
        pytest.param("DANA OKAFOR", "DO", "DANA OKAFOR", id="initials"),
        pytest.param("DANA OKAFOR", "D.O.", "DANA OKAFOR", id="initials with points"),
        pytest.param("DANA OKAFOR", "SAM GRANT", "SAM GRANT", id="a full name of its own"),
        pytest.param("DANA OKAFOR", "RENNER", "RENNER", id="nobody's"),
        pytest.param("DR DANA OKAFOR", "OKAFOR", "DANA OKAFOR", id="a title is left out"),
    ],
)
def test_the_name_in_full(first: str, later: str, name: str) -> None:
    text = f"{first}: We open in May.\n\nPETER MOSS: We shall see.\n\n{later}: You will.\n\nPETER MOSS: We shall."
    document = analyse(Article(text=text)).document
    found = labels_of(document)
    in_full = FullNames(document, found)
    second = next(label for label in found.values() if document.text[label.start : label.end] == later)
    assert in_full.of(second) == name
