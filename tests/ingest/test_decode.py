"""Bytes to text: what is recognised, what is assumed, what is refused."""

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UnreadableSource
from quotes.ingest.decode import decode

NEWS = "“We’re open,” said Dana Okafor – for now. “It cost £5.” "


def page(declared: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{declared}"></head><p>{NEWS}</p>'.encode(encoding)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        pytest.param(NEWS.encode(), "", id="UTF-8"),
        pytest.param(NEWS.encode("utf-8-sig"), "", id="byte order mark"),
        pytest.param(NEWS.encode("utf-16"), "", id="UTF-16 with its mark"),
        pytest.param(NEWS.encode("utf-32"), "", id="UTF-32 with its mark"),
        pytest.param(NEWS.encode("utf-16-le"), "no byte order mark", id="UTF-16 little-endian without"),
        pytest.param(NEWS.encode("utf-16-be"), "no byte order mark", id="UTF-16 big-endian without"),
        pytest.param(NEWS.encode("cp1252"), "read as cp1252", id="Windows-1252"),
    ],
)
def test_the_text_without_its_mark(data: bytes, note: str) -> None:
    found = decode(data)
    assert found.text == NEWS
    assert note in found.note
    assert bool(note) == bool(found.note)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="the usual"),
        pytest.param("windows-1252", "cp1252", id="Windows by name"),
        pytest.param("iso-8859-1", "cp1252", id="Latin-1 means Windows-1252, as in browsers"),
        pytest.param("us-ascii", "cp1252", id="so does ASCII"),
        pytest.param("utf-8", "cp1252", id="a wrong declaration"),
        pytest.param("utf-16", "utf-8", id="a declaration that could not have been read"),
        pytest.param("no-such-thing", "utf-8", id="an unknown encoding"),
        pytest.param("undefined", "utf-8", id="a codec that always fails"),
        pytest.param("rot13", "utf-8", id="a codec that is none of text"),
        pytest.param("unicode_escape", "utf-8", id="a codec for source code"),
    ],
)
def test_a_pages_declaration(declared: str, encoding: str) -> None:
    assert NEWS in decode(page(declared, encoding), html=True).text


def test_a_servers_declaration_goes_before_the_pages() -> None:
    data = '<meta charset="iso-8859-1"><p>Wałęsa</p>'.encode("iso-8859-2")
    assert "Wałęsa" in decode(data, html=True, declared="iso-8859-2").text


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        pytest.param(
            NEWS.encode() + b"\xff" + NEWS.encode(), f"{NEWS}\ufffd{NEWS}", "1 broken character was", id="one bad byte"
        ),
        pytest.param("“Yes.”".encode()[:-1], "“Yes.\ufffd", "1 broken character was", id="cut in a character"),
        pytest.param("\ufffd“Yes.”".encode(), "\ufffd“Yes.”", "", id="a replacement character of its own"),
        pytest.param("“Yes.”".encode("utf-16")[:-1], "“Yes.\ufffd", "1 broken character was", id="UTF-16 cut"),
    ],
)
def test_a_few_broken_characters_leave_the_rest_alone(data: bytes, text: str, note: str) -> None:
    found = decode(data)
    assert found.text == text
    assert note in found.note
    assert bool(note) == bool(found.note)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"\0\0", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"PK\x03\x04", "a ZIP"),
        (b"\x89PNG\r\n", "a picture"),
        (b"ID3\x04\0\0", "a sound file"),
        (bytes(range(32)) * 9, "control characters"),
        (b"ab\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "control characters"),
    ],
)
def test_what_is_no_text(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableSource, match=what):
        decode(data)


@pytest.mark.parametrize("size", [500, 3000, 20_000])
@pytest.mark.parametrize("seed", range(20))
def test_bytes_at_random_are_no_text(size: int, seed: int) -> None:
    with pytest.raises(UnreadableSource, match="control characters"):
        decode(random.Random(seed).randbytes(size))


def test_the_frame_of_a_dispatch_leaves_it_text() -> None:
    framed = f"\x01wire-0147\x02\n{NEWS * 5}\n\x03\x04\n"
    assert decode(framed.encode()).text == framed


@pytest.mark.parametrize("text", ["ID3 tags name a song.", "PKO bank", "GIF89 was a format.", "BZhe", "MZ"])
def test_text_that_begins_like_another_format(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and text.strip()))
def test_printable_utf_8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(b"A plain beginning. " + text.encode()).text == "A plain beginning. " + text


@given(st.binary(max_size=300), st.booleans(), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_are_text_or_refused(data: bytes, html: bool, declared: str | None) -> None:
    with suppress(UnreadableSource):
        assert isinstance(decode(data, html=html, declared=declared).text, str)
