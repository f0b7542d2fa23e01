"""JSON Lines and standard input: read as they come, in any encoding, told by their first line."""

import io
import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UnreadableSource
from quotes.ingest import Item, read, read_article
from quotes.ingest.lines import begins_with_record, numbered

TEXTS = ["“Zoë opens,” said Dana Okafor.", "“We close – soon.”", "plain"]
RECORDS = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in TEXTS)


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Item]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read(["-"]))


def texts(items: list[Item]) -> list[str]:
    assert [str(item.error) for item in items if item.error] == []
    return [item.article.text for item in items if item.article]


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        pytest.param(RECORDS.encode(), [], id="UTF-8"),
        pytest.param(RECORDS.encode("utf-8-sig"), [], id="with a byte order mark"),
        pytest.param(RECORDS.replace("\n", "\r\n").encode(), [], id="CRLF"),
        pytest.param(RECORDS.rstrip().encode(), [], id="no line end at the end"),
        pytest.param(RECORDS.encode("utf-16"), [], id="UTF-16"),
        pytest.param(RECORDS.encode("utf-16-be").join([b"\xfe\xff", b""]), [], id="UTF-16, big end first"),
        pytest.param(RECORDS.encode("utf-16-le"), ["no byte order mark; read as utf-16-le"], id="UTF-16, no mark"),
        pytest.param(RECORDS.encode("utf-16-be"), ["no byte order mark; read as utf-16-be"], id="big end, no mark"),
        pytest.param(RECORDS.encode("utf-32"), [], id="UTF-32"),
        pytest.param(RECORDS.encode("cp1252"), ["not UTF-8; read as cp1252"], id="Windows-1252, said once"),
    ],
)
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_records_in_any_encoding(
    data: bytes, notes: list[str], way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    items = list(read([str(path)])) if way == "file" else piped(monkeypatch, data)
    assert texts(items) == TEXTS
    said = [note for item in items for note in item.notes]
    assert len(said) == len(notes)
    assert all(wanted in note for wanted, note in zip(notes, said, strict=True))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("“We open.”\r\nNow.".encode(), ["“We open.”\nNow."], id="text"),
        pytest.param("“We open.”".encode("utf-16"), ["“We open.”"], id="UTF-16 text"),
        pytest.param(b'\n\n{"text": "one"}\n\n{"text": "two"}', ["one", "two"], id="records after blank lines"),
        pytest.param(b'{\n  "text": "one"\n}\n', ["one"], id="one JSON object on several lines"),
        pytest.param(b"{sic} he said.\n{x}", ["{sic} he said.\n{x}"], id="text in braces"),
        pytest.param(b'["a"]\n["b"]', ['["a"]\n["b"]'], id="JSON that is no record"),
    ],
)
def test_standard_input_is_told_by_its_beginning(
    data: bytes, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert texts(piped(monkeypatch, data)) == expected


def test_the_id_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    [item] = piped(monkeypatch, b"text")
    assert item.article is not None
    assert item.article.id is None


@pytest.mark.parametrize(("data", "says"), [(b"", "is empty"), (b" \n", "is empty"), (b"\x89PNG\r\n\0\0", "a picture")])
def test_standard_input_without_an_article(data: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    [item] = piped(monkeypatch, data)
    assert item.article is None
    assert says in str(item.error)


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    [item] = read(["-"])
    assert "standard input is closed" in str(item.error)


def test_a_picture_under_the_name_of_a_corpus_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0\n" * 50)
    [item] = read([str(path)])
    assert "is a picture" in str(item.error)


def test_lines_are_asked_for_one_by_one() -> None:
    """A corpus larger than memory: what comes first is handed on before what comes last exists."""

    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"text": "again"}\n'

    assert [number for number, _, _ in islice(numbered(b"x\n", endless()), 3)] == [1, 2, 3]


def test_a_pipe_is_stored_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted() -> Iterator[bytes]:
        nonlocal asked
        for _ in range(1000):
            asked += 1
            yield b'{"text": "again"}\n'

    class Stdin:
        buffer = counted()

    monkeypatch.setattr(sys, "stdin", Stdin)
    next(read(["-"]))
    assert asked <= 3


LINE = st.text(alphabet="ab\r \ufeff", max_size=4).map(str.encode)


@given(st.lists(LINE, min_size=1, max_size=6), st.integers(1, 6), st.booleans())
def test_numbers_are_those_of_the_file(lines: list[bytes], cut: int, ended: bool) -> None:
    whole = b"\n".join(lines) + (b"\n" if ended else b"")
    parts = whole.splitlines(keepends=True) if b"\r" not in whole else [line + b"\n" for line in lines]
    found = list(numbered(b"".join(parts[:cut]), parts[cut:]))
    expected = whole.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    assert all(expected[number - 1] == line for number, line, _ in found)
    assert [number for number, _, _ in found] == [n for n, line in enumerate(expected, 1) if line.strip(b" \t\r\n")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"text": "a"}\n', True),
        (b'\xef\xbb\xbf {"a": 1}', True),
        (b'\n \n{"a": 1}\n', True),
        ('{"a": "Ċ"}\nx'.encode("utf-16"), True),
        ("text".encode("utf-16"), False),
        (b"{", False),
        (b"{sic}", False),
        (b"[1]", False),
        (b"", False),
        (b'{"a":' * 100_000, False),
    ],
)
def test_what_is_a_record(line: bytes, expected: bool) -> None:
    assert begins_with_record(line) is expected


@pytest.mark.parametrize("data", [b'{"text": "one"}\n{"text": "two"}', b""])
def test_the_one_article_of_bytes(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"several articles|is empty"):
        read_article(data)


def test_bytes_are_read_as_a_file_would_be() -> None:
    article = read_article(b"\xef\xbb\xbfOne.\r\nTwo.", outlet="Courier", url="https://courier.example/x")
    assert (article.text, article.id, article.outlet, article.url) == (
        "One.\nTwo.",
        None,
        "Courier",
        "https://courier.example/x",
    )


def test_sources_keep_their_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(name)
    items = read([str(tmp_path / "b.txt"), str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    assert [item.article.text if item.article else None for item in items] == ["b.txt", None, "a.txt"]
    assert list(chain(read([]))) == []
