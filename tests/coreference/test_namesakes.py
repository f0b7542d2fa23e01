"""Two people of one family name in an article: whom the family name alone names."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dana Grant runs the mill. “It is old,” Dana Grant said.\n\nHer brother, Sam Grant, a baker, disagreed. "
            "“It is new,” Grant said.",
            ["Dana Grant", "Sam Grant"],
            id="the last one in full",
        ),
        pytest.param(
            "Premier Igor Toll met Igor’s cousin.\n\nPremier Igor Toll left. Igor Toll was tired.\n\nGen. Omar Toll spoke next. "
            "“We are ready,” the general said. Toll also warned of “a long winter”.",
            ["Omar Toll", "Omar Toll"],
            id="the last one in full, the other more often",
        ),
        pytest.param(
            "Dana Grant met Sam Grant. “It is late,” Mr Grant said. “So it is,” Ms Grant said.",
            ["Sam Grant", "Dana Grant"],
            id="by the title",
        ),
        pytest.param(
            "Dana Grant met Sam Grant. “It is late,” said Sam. “So it is,” said Dana.",
            ["Sam Grant", "Dana Grant"],
            id="by the given name",
        ),
        pytest.param(
            "Dana Grant is the mayor. Grant was elected in May. Grant likes boats.\n\nHer uncle, Sam Grant, likes trains.\n\n"
            "“Boats are best,” Mayor Grant said.",
            ["Dana Grant"],
            id="by the office",
        ),
        pytest.param(
            "Dr Ahmed Sharifi spoke in Dunmore. Shehbaz Sharifi, the premier, was away.\n\n“No,” said Ahmed Sharifi. Sharigi says "
            "that it “is late”.",
            ["Ahmed Sharifi", "Ahmed Sharifi"],
            id="a slip in a name of two",
        ),
    ],
)
def test_whose_family_name(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected
