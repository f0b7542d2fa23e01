"""Packed files and archives: bounded, never written anywhere, and one bad member never ends the reading."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from quotes.ingest import items, read
from quotes.ingest.items import Content
from tests.ingest.samples import LINES, PAGE, TEXT


def archive(**members: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "."), data)
    return stream.getvalue()


def said(path: Path) -> list[str | None]:
    return [str(item.error) if item.error else None for item in read([str(path)])]


def test_members_are_named_by_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive(b__jsonl=LINES, a__html=PAGE, inner__zip=archive(c__txt=TEXT), __hidden=TEXT, d__png=b"x"))
    found = [item.place.removeprefix(str(path)) for item in read([str(path)])]
    assert found == [":b.jsonl:1", ":b.jsonl:2", ":a.html", ":inner.zip/c.txt"]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt"])
def test_names_are_only_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(name, TEXT)
    path = tmp_path / "a.zip"
    path.write_bytes(stream.getvalue())
    assert said(path) == [None]
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.zip", "deep", "er"]


def test_what_unpacks_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "LARGEST_UNPACKED", 10_000)
    big = "“We open,” said Dana Okafor. " * 1000
    (tmp_path / "a.zip").write_bytes(archive(big__txt=big, small__txt=TEXT))
    assert said(tmp_path / "a.zip") == ["unpacks to more than 0 MB, which is not read", None]
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(big.encode()))
    assert said(tmp_path / "a.txt.gz") == ["unpacks to more than 0 MB, which is not read"]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((LINES * 40).encode()))
    assert said(tmp_path / "a.jsonl.gz") == [None] * 80, "records are read one by one"


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "LONGEST_LINE", 2_000)
    (tmp_path / "a.jsonl").write_text(LINES + '{"text": "' + "x" * 9_000 + '"}')
    assert said(tmp_path / "a.jsonl")[-1] == "has a line of more than 0 MB, which is no article"


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = TEXT.encode()
    for _ in range(9):
        data = gzip.compress(data)
    (tmp_path / "a.gz").write_bytes(data)
    assert said(tmp_path / "a.gz") == ["is an archive within archives; unpack it first"]


@pytest.mark.parametrize("ending", ["gz", "bz2", "xz", "zst", "zip", "docx", "xlsx", "parquet"])
def test_a_file_that_is_cut_off_is_said_in_one_line(ending: str, tmp_path: Path) -> None:
    from tests.ingest.samples import READ

    name, data, _ = next(each for each in READ.values() if each[0].endswith(f".{ending}"))
    path = tmp_path / name
    assert isinstance(data, bytes)
    path.write_bytes(data[: len(data) * 2 // 3])
    found = said(path)
    assert found[-1] is not None
    assert "\n" not in found[-1]
    assert "could not be processed" not in found[-1]


def test_a_broken_member_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive(a__jsonl="{", b__docx=b"PK\x03\x04broken", c__json="{]", d__txt=TEXT))
    assert [each is None for each in said(path)] == [False, False, False, True]


def test_content_is_read_once_and_again() -> None:
    content = Content("x", io.BytesIO(b"\n\none\ntwo\nthree"))
    assert content.lead == b"\n\none\n"
    assert content.again().read() == b"\n\none\ntwo\nthree"
    content = Content("x", io.BytesIO(b"one\ntwo"))
    assert content.whole() == b"one\ntwo"
    assert content.whole() == b"one\ntwo"
