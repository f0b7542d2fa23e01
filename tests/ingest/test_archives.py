"""Exports of archives: every layout gives the same two articles; one that stops to fit is refused with the line."""

import re
from pathlib import Path

import pytest

from quotes.ingest import read

FOLDER = Path(__file__).parent / "archives"
EXPORTS = sorted(path.name for path in FOLDER.iterdir())
ARTICLES = [
    ("Ferry to be mended before the summer", "Tarnmouth Courier", "2025-03-14", "Ines Calloway"),
    ("Crews want to be heard", "Quay Herald", "2025-03-15", "Tom Abel"),
]
SECTIONS = {
    "factiva_codes.html": ["News", "News"],
    "factiva_codes.rtf": ["News", "News"],
    "factiva_codes.txt": ["News", "News"],
    "factiva_plain.txt": ["News", None],
    "lexis_fields_behind_headline.txt": ["NEWS", None],
    "lexis_headline_field.txt": ["NEWS", None],
    "nexis_uni.rtf": ["NEWS", "NEWS"],
    "nexis_uni.txt": ["NEWS", "NEWS"],
    "nexis_uni_cover.txt": ["NEWS", None],
    "europresse.txt": ["Local", "Économie"],
}
"""The sections of the articles in the files that tell them."""
WORDS = [
    "“The ferry leaks,” said Nora Quist, the harbour master, on Tuesday. “We mend it in May.” "
    "Mayor Owen Pratt called the plan “late but welcome”.",
    "“Nobody asked the crews,” said Lena Farrow, who speaks for them. The owners said talks would go on.",
]


def plain(text: str) -> str:
    """*text* on one line, with typewriter's marks as curly ones."""
    return " ".join(re.sub(r'"([^"]*)"', r"“\1”", text).split())


@pytest.mark.parametrize("name", EXPORTS)
def test_every_layout_gives_its_articles(name: str) -> None:
    items = list(read([str(FOLDER / name)]))
    assert [str(item.error) for item in items if item.error] == []
    articles = [item.article for item in items if item.article]
    found = [(each.title, each.outlet, str(each.published_on), each.byline) for each in articles]
    if name.startswith("proquest_full"):  # as that archive writes names
        assert found == [(*ARTICLES[0][:3], "Calloway, Ines"), (*ARTICLES[1][:3], "Abel, Tom")]
    else:
        assert found == ARTICLES
    assert [plain(each.text) for each in articles] == WORDS
    assert [each.section for each in articles] == SECTIONS.get(name, [None, None])


@pytest.mark.parametrize(
    ("name", "cut", "instead", "says"),
    [
        ("lexis_headline_field.txt", "March 15, 2025 Saturday", "some day", "no date below its number"),
        ("lexis_headline_field.txt", "Document 2 of 2", "Document 3 of 3", "not as many as the numbers say"),
        ("lexis_fields_behind_headline.txt", "LENGTH: 17 words", "", "no text behind its length"),
        ("nexis_uni.txt", "\nBody\n", "\n", "has no line “Body”"),
        ("nexis_uni.txt", "March 15, 2025 Saturday 8:14 PM GMT", "", "no date above its “Body”"),
        ("factiva_codes.txt", "PD\t15 March 2025", "PD\tsome day", "has no date (PD)"),
        ("factiva_codes.txt", "HD\tCrews want to be heard", "", "has no headline (HD)"),
        ("factiva_plain.txt", "15 March 2025", "some day", "the date of the article was expected here"),
        ("factiva_plain.txt", "(c) 2025 Quay Herald", "", "no line that says whose rights it is"),
        ("proquest_full_text_field.txt", "Full text: “Nobody", "Text: “Nobody", "has no full text"),
        ("europresse.html", "samedi 15 mars 2025", "samedi", "has no date (DocHeader)"),
        ("europresse.txt", "samedi 15 mars 2025", "samedi", "has no line with its date and length"),
        (
            "europresse.txt",
            "“Nobody asked the crews,” said Lena Farrow, who speaks for them.\n\nThe owners said talks would go on.\n",
            "",
            "has no text below its headline",
        ),
    ],
)
def test_an_export_that_stops_to_fit_is_refused_with_the_line(
    name: str, cut: str, instead: str, says: str, tmp_path: Path
) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert cut in text
    path = tmp_path / name
    path.write_text(text.replace(cut, instead), encoding="utf-8")
    items = list(read([str(path)]))
    assert [item.article for item in items] == [None]
    assert says in str(items[0].error)
    assert re.search(r"stops to fit at line \d+ \(", str(items[0].error))


@pytest.mark.parametrize("name", ["nexis_uni.txt", "factiva_plain.txt", "europresse.txt"])
def test_an_export_that_was_cut_off_is_refused(name: str, tmp_path: Path) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.write_text(text[: text.rindex("Lena Farrow")], encoding="utf-8")
    (item,) = read([str(path)])
    assert "the export was cut off" in str(item.error)


@pytest.mark.parametrize(
    "text",
    [
        "He read document 1 of 2.\n\nBody\n\n“We open,” said Dana Okafor.",
        "Document 1 of 2 was “lost”, said Dana Okafor.",
        "The number news·20250314·TCO·0214 is a document’s.\n“We open,” said Dana Okafor.",
        "HD is short for high definition.\n“We open,” said Dana Okafor.",
    ],
)
def test_a_text_that_speaks_of_documents_is_a_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    (item,) = read([str(path)])
    assert item.article is not None
    assert item.article.text == text
