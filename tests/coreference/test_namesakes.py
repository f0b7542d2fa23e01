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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Tang Wei, a rider, was fined. “Nobody told me,” Tang said. His sister, Tang Lihua, will pay.",
            ["Tang Wei"],
            id="the second one later, both words of the first family names",
        ),
        pytest.param(
            "Tang Lihua will pay. Wei Tang, a rider, was fined. “Nobody told me,” Wei said.",
            ["Wei Tang"],
            id="the given name alone",
        ),
        pytest.param(
            "Tang Wei, a rider, was fined. Her sister, Tang Lihua, paid. “Soon,” Tang Lihua said.",
            ["Tang Lihua"],
            id="in full",
        ),
    ],
)
def test_family_name_first(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sam Grant and his wife, Dana, run the mill. “It is old,” Mrs Grant said. “It is new,” said Mr Grant.",
            ["Dana", "Sam Grant"],
            id="his wife",
        ),
        pytest.param(
            "Dana Grant and her husband, Sam, run it. “It is old,” Mr. Grant said.", ["Sam"], id="her husband"
        ),
        pytest.param(
            "Gareth and Nora Grant run it. “It is old,” Mr Grant said. “It is new,” said Mrs Grant.",
            ["Gareth Grant", "Nora Grant"],
            id="one family name for both",
        ),
        pytest.param("Sam Grant met Dana, a baker. “It is old,” Mrs Grant said.", ["Grant"], id="no relative"),
        pytest.param(
            "Sam Grant and his wife, Dana Grant, met Carol. “It is old,” Mrs Grant said.", ["Dana Grant"], id="in full"
        ),
        pytest.param(
            "Sam Grant and his son, Tom, run it. “It is old,” Mrs Grant said.",
            ["Grant"],
            id="a relative of the other sex",
        ),
    ],
)
def test_relative_by_given_name(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected
