"""The name with a role that runs over *and* in small letters, and what only looks like one."""

import pytest

from quotes.model import Article
from quotes.pipeline import analyse, extract_quotes


@pytest.mark.parametrize(
    "role",
    [
        "minister of roads and harbours", "minister of mines, ports and energy", "director of parks and beaches",
        "secretary for fish and boats", "tax and pensions adviser", "food and drink editor",
        "director of roads and bridges", "minister of health and sport",
    ],
)  # fmt: skip
def test_a_role_of_several_parts(role: str) -> None:
    text = f"“It is late,” {role} Tom Asante told reporters in Dunmore."
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == ["Tom Asante"]
    assert role in [mention.role for mention in analyse(Article(text=text)).mentions]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The nurse and baker Tom Asante said it was “late”.", "nurse"),
        ("A member of the board and baker Tom Asante said it was “late”.", "member"),
        ("It annoyed the board and Tom Asante, who called it “late”.", "board"),
    ],
)
def test_somebody_else(text: str, head: str) -> None:
    assert head in [mention.head for mention in analyse(Article(text=text)).mentions]
