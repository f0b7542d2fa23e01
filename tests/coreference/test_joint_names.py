"""Two people named with one family name, and plurals before their names."""

import pytest

from quotes.coreference.other_names import joint_names
from quotes.mentions.name_kinds import find_names
from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida and Per Holm lost a boat.", {"Ida": "Ida Holm"}),
        ("Ida left. Ida and Per Holm lost a boat.", {}),
        ("Grant and Sam Holm lost a boat. John Grant came.", {}),
        ("Ida met Per Holm and Maja Dahl.", {}),
        ("The council and Per Holm lost a boat.", {}),
    ],
)
def test_the_family_name_is_shared(text: str, expected: dict[str, str]) -> None:
    names = find_names(text)
    assert joint_names(text, names, [text[name.start : name.end] for name in names]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida and Per Holm lost a boat. “We swam,” said Per. Ida added: “All night.”", ["Per Holm", "Ida Holm"]),
        ("Twins Ida and Maja Holm lost it. “We swam,” Ida said. “All night,” said Maja.", ["Ida Holm", "Maja Holm"]),
        (
            "Ida and Per Holm lost a boat. “We swam,” said Mr Holm. Mrs Holm added: “All night.”",
            ["Per Holm", "Ida Holm"],
        ),
    ],
)
def test_both_have_their_full_names(text: str, expected: list[str]) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == expected
