"""Records as people have them: their keys, dates, HTML, and what becomes of those that fail."""

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest import Reading, read
from quotes.ingest.fragments import is_markup, text_of_markup
from quotes.ingest.record_dates import date_of_record
from quotes.ingest.records import read_record

TEXT = "“We open in spring,” said Dana Okafor."


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"text": TEXT, "title": "A", "outlet": "C", "author": "I"}, ("A", "C", "I")),
        ({"Body": TEXT, "Headline": "A", "Source": "C", "By": "I"}, ("A", "C", "I")),
        ({"content": TEXT, "title": "A", "source": {"id": None, "name": "C"}, "author": {"name": "I"}}, ("A", "C", "I")),
        ({"articleBody": TEXT, "headline": "A", "publisher": {"name": "C"}, "author": [{"name": "I"}]}, ("A", "C", "I")),
        ({"full_text": TEXT, "article_title": "A", "source_domain": "c.example", "authors": ["I", "J"]}, ("A", "c.example", "I, J")),
        ({"text": TEXT, "title": "A", "source": "https://www.c.example/rss", "creator": "I"}, ("A", "c.example", "I")),
        ({"text": TEXT, "title": {"rendered": "A &amp; B"}, "site_name": "C", "byline": None}, ("A & B", "C", None)),
        ({"text": [TEXT, "“No.”"], "title": "nan", "outlet": float("nan"), "author": "NULL"}, (None, None, None)),
    ],
)  # fmt: skip
def test_keys_that_people_have(record: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    article = read_record(record, "1", Reading()).article
    assert article.text.startswith(TEXT)
    assert (article.title, article.outlet, article.byline) == expected


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"title": "A", "description": TEXT}, "has no 'text' (it has title, description)"),
        ({"text": "  "}, "has an empty 'text'"),
        ({"text": "<p> </p><br>"}, "has a text of markup alone"),
        ({"full_text": TEXT, "id_str": "1"}, "is a post of a platform"),
        ({"text": TEXT, "date": "2025-02-30"}, "has a date that is none"),
    ],
)
def test_what_a_record_lacks(record: dict[str, Any], says: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        read_record(record, "1", Reading())
    assert says in str(error.value)


def test_a_path_leads_into_nested_objects() -> None:
    reading = Reading({"text": "a.b", "outlet": "source.name"})
    article = read_record({"a": {"b": TEXT}, "source": {"name": "C"}}, "1", reading).article
    assert (article.text, article.outlet) == (TEXT, "C")


@pytest.mark.parametrize(
    ("value", "locale", "expected"),
    [
        ("2025-10-09T18:30:00+02:00", None, "2025-10-09"),
        ("2025-10-09 18:30:00 UTC", None, "2025-10-09"),
        ("2025-10-09T00:00:00.000Z", None, "2025-10-09"),
        ("Thu, 09 Oct 2025 18:30:00 GMT", None, "2025-10-09"),
        ("Thu Oct 09 18:30:00 +0000 2025", None, "2025-10-09"),
        ("9 October 2025", None, "2025-10-09"),
        ("October 9, 2025", None, "2025-10-09"),
        ("20251009", None, "2025-10-09"),
        ("20251009183000", None, "2025-10-09"),
        ("2025/10/9", None, "2025-10-09"),
        (1760034600, None, "2025-10-09"),
        ("1760034600000", None, "2025-10-09"),
        (1760034600.25, None, "2025-10-09"),
        (45939, None, "2025-10-09"),
        ("45939.77", None, "2025-10-09"),
        (dt.datetime(2025, 10, 9, 18, 30), None, "2025-10-09"),
        (dt.date(2025, 10, 9), None, "2025-10-09"),
        ("09/10/2025", "en-GB", "2025-10-09"),
        ("10/09/2025", "en-US", "2025-10-09"),
        ("09/10/2025", "fr", "2025-10-09"),
        ("9.10.2025", None, "2025-10-09"),
        ("13/10/2025", None, "2025-10-13"),
        ("10/13/2025 6:30 PM", None, "2025-10-13"),
        ("10/10/2025", None, "2025-10-10"),
        ("9/10/2025", None, None),
        ("9/10/2025", "en", None),
        *((nothing, None, None) for nothing in ("nan", "NaT", "null", "None", "unknown", "", "-", None, False)),
    ],
)
def test_dates_as_data_have_them(value: object, locale: str | None, expected: str | None) -> None:
    found = date_of_record(value, locale)
    assert (str(found.day) if found.day else None) == expected
    assert bool(found.note) is (value == "9/10/2025")


@pytest.mark.parametrize("value", ["soon", "2025-13-01", "31/31/2025", "12345", "99999999999999999999"])
def test_what_is_no_date(value: str) -> None:
    with pytest.raises(UsageProblem):
        date_of_record(value)


@given(st.text() | st.floats() | st.integers())
def test_a_date_is_read_or_refused(value: object) -> None:
    with suppress(UsageProblem):
        assert date_of_record(value).note.count("\n") == 0


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two &amp; <b>three</b>.</p>", "One.\n\nTwo & three."),
        ("One.<br/>Two.<script>var x = '“no”';</script>", "One.\nTwo."),
        ("<i>&ldquo;We open,&rdquo;</i> she said.", "“We open,” she said."),
        ("She said: <q>We open.</q>", "She said: “We open.”"),
        ("<div><div><ul><li>One</li><li>Two</li></ul></div></div>", "One\n\nTwo"),
    ],
)
def test_text_of_markup(markup: str, text: str) -> None:
    assert is_markup(markup)
    assert text_of_markup(markup) == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "a < b and b > c",
        "R&D",
        "fish &amp; chips",
        "<Ben> said “hi”",
        "1 <2> 3",
        "&ldquo;We open,&rdquo; she said.",
    ],
)
def test_what_is_no_markup(text: str) -> None:
    assert not is_markup(text)


@given(st.text(alphabet="<>/pbr &;#8217a\"' \n", max_size=60))
def test_markup_never_fails(text: str) -> None:
    assert "\0" not in text_of_markup(text)


def test_deep_markup_is_read() -> None:
    assert text_of_markup("<div>" * 3000 + "x" + "</div>" * 3000) == "x"


def test_the_guess_is_said_once_with_the_first_record(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"body": f"{TEXT} {n}", "source": {"name": "C"}}) + "\n" for n in range(2)))
    first, second = read([str(path)])
    assert first.notes == ("read as text=body, outlet=source.name (--map changes that); the first: C · ““We open in spring,” said Dana Okafor. 0…”",)  # fmt: skip
    assert second.notes == ()
    assert next(read([str(path)], mapping={"text": "body"})).notes == ()


@pytest.mark.parametrize(("raw", "text"), [(False, TEXT), (True, f"<p>{TEXT}</p>")])
def test_html_in_records_is_cleaned_unless_raw(raw: bool, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"<p>{TEXT}</p>"}))
    (item,) = read([str(path)], reading=Reading(raw=raw))
    assert item.article is not None
    assert item.article.text == text
    assert any("has been cleaned" in note for note in item.notes) is not raw


def test_a_language_that_is_given_is_that_of_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "language": "en"}))
    (item,) = read([str(path)], reading=Reading(language="fr"))
    assert item.article is not None
    assert item.article.language == "fr"
