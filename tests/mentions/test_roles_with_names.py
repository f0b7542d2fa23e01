"""Roles that stand with a name: before it over *and* in small letters, behind it without a comma."""

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


@pytest.mark.parametrize(
    "speaker",
    [
        "Prof Al Birk wine buyer at Corka", "Dr Mark Tunny games systems director at digital content firm THQ",
        "Dana Okafor chief executive at Halden Motors", "Mia Stone senior lecturer at Tyne College",
        "Omar Dube head gardener at Marsh House", "Tom Asante policy officer at the Coast Trust",
        "Lea Moor night nurse at Dunmore Hospital", "Sir Jon Pell finance director at Orrin Rail",
    ],
)  # fmt: skip
def test_a_role_behind_without_a_comma(speaker: str) -> None:
    words = [word for word in speaker.split() if word not in ("Prof", "Dr", "Sir")]
    name = " ".join(words[:2])
    assert [q.speaker for q in extract_quotes(Article(text=f"{speaker} told us it was “late”."))] == [name]
    assert [q.speaker for q in extract_quotes(Article(text=f"“It is late,” said {speaker}."))] == [name]


def test_a_role_that_another_name_ends() -> None:
    text = "Anna Hale campaign manager Tom Orr said it was “late”."
    assert [q.speaker for q in extract_quotes(Article(text=text))] == ["Tom Orr"]
