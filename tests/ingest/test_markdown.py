"""Markdown: marks of emphasis are none of the words; quoted blocks stay what they are."""

from pathlib import Path

import pytest

from quotes.ingest import Reading, read
from quotes.ingest.readers.text import joined, without_marks
from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("**We** open in *spring*.", "We open in spring."),
        ("__We__ open in _spring_.", "We open in spring."),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("[Reuters](https://x.example) and ![a picture](x.png)", "Reuters and "),
        ("## The river", "The river"),
        ("1 \\* 2 \\_x\\_", "1 * 2 _x_"),
        ("one\n\n---\n\ntwo", "one\n\n\n\ntwo"),
        ("> We open.", "> We open."),
        ("<!-- no -->yes", "yes"),
        ("* item\n* other", "* item\n* other"),
    ],
)
def test_marks_are_taken_away(marked: str, text: str) -> None:
    assert without_marks(marked) == text


def test_a_head_and_a_heading_tell_of_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 'Ferry'\nsource: Courier\ntags: [a]\ndate: 2025-03-14\n---\n# Other\n\n“We *open*,” said Ann Ray.\n"
    )
    (item,) = read([str(path)])
    assert item.article is not None
    assert (item.article.title, item.article.outlet, str(item.article.published_on)) == (
        "Ferry",
        "Courier",
        "2025-03-14",
    )
    assert item.article.text == "“We open,” said Ann Ray."
    (raw,) = read([str(path)], reading=Reading(raw=True))
    assert raw.article is not None
    assert "*open*" in raw.article.text


def test_a_quoted_block_is_a_quotation() -> None:
    text = without_marks(
        "Tom Adeyemi was there, he told Reuters.\n\n> I grew up in **that** building. My mother taught me.\n>\n> — Tom Adeyemi\n\nIt rained."
    )
    assert [(quote.text, quote.speaker) for quote in extract_quotes(Article(text=text))] == [
        ("I grew up in that building. My mother taught me.", "Tom Adeyemi")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We can-\nnot carry-\ning go on,” she said.", "“We cannot carrying go on,” she said."),
        ("a well-\nknown and self-\nmade man can-\nnot", "a well-known and self-made man cannot"),
        ("only once can-\nnot", "only once can-\nnot"),
        ("Anglo-\nSaxon can-\nnot", "Anglo-\nSaxon can-\nnot"),
    ],
)
def test_words_parted_at_line_ends_are_joined(text: str, expected: str) -> None:
    assert joined(text)[0] == expected
    assert bool(joined(text)[1]) is (text != expected)
