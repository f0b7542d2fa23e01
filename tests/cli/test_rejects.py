"""``--reject-file``: what fails is written as it was, and can be read again once it is put right."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call

GOOD = {"text": "“We open,” said Dana Okafor.", "date": "2025-10-09"}
BAD = {"text": "“We close,” said Priya Raman.", "date": "someday"}


@pytest.mark.parametrize("command", ["--db {folder}/q.db add", "extract"])
@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_records_that_fail_can_be_read_again(call: Call, tmp_path: Path, command: str, form: str) -> None:
    source, rejects = tmp_path / f"a.{form}", tmp_path / "rejects.jsonl"
    source.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in (GOOD, BAD))
        if form == "jsonl"
        else json.dumps([GOOD, BAD])
        if form == "json"
        else "text,date\n" + "".join(f'"{each["text"]}",{each["date"]}\n' for each in (GOOD, BAD)),
        encoding="utf-8",
    )
    line = command.format(folder=tmp_path)
    found = call(f"{line} {source} --reject-file {rejects}")
    assert found.status == 3
    assert "has a date that is none" in found.err
    assert [json.loads(each) for each in rejects.read_text(encoding="utf-8").splitlines()] == [BAD]
    rejects.write_text(rejects.read_text(encoding="utf-8").replace("someday", "2025-10-10"), encoding="utf-8")
    again = call(f"{line} {rejects}")
    assert again.status == 0
    assert "We close" in again.out


def test_a_line_that_is_no_json_is_kept_letter_for_letter(call: Call, tmp_path: Path) -> None:
    source, rejects = tmp_path / "a.jsonl", tmp_path / "r.jsonl"
    source.write_text(json.dumps(GOOD) + '\n{"text": "“Zoë”"\n', encoding="utf-8")
    assert call(f"extract {source} --reject-file {rejects}").status == 3
    assert rejects.read_text(encoding="utf-8") == '{"text": "“Zoë”"\n'


def test_a_row_that_does_not_fit_is_kept_whole(call: Call, tmp_path: Path) -> None:
    source, rejects = tmp_path / "a.csv", tmp_path / "r.jsonl"
    source.write_text("text,date\n“We open,” said Dana Okafor.,2025-10-09\n", encoding="utf-8")
    assert call(f"extract {source} --reject-file {rejects}").status == 3
    assert json.loads(rejects.read_text(encoding="utf-8")) == {"row": "“We open,” said Dana Okafor.,2025-10-09"}
    assert call(f"extract {rejects}").status == 3


def test_nothing_fails_nothing_is_written(call: Call, tmp_path: Path) -> None:
    source, rejects = tmp_path / "a.jsonl", tmp_path / "r.jsonl"
    source.write_text(json.dumps(GOOD), encoding="utf-8")
    assert call(f"extract {source} --reject-file {rejects}").status == 0
    assert rejects.read_text() == ""


@pytest.mark.parametrize("source", ["a.jsonl", "."])
def test_what_is_read_is_not_written_over(
    call: Call, tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    found = call(f"extract {source} --reject-file a.jsonl")
    assert (found.status, found.err) == (2, "quotes: --reject-file a.jsonl is read too; name another file\n")
    assert Path("a.jsonl").read_text(encoding="utf-8") == json.dumps(GOOD)


def test_a_file_that_cannot_be_written_is_said(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps(GOOD), encoding="utf-8")
    found = call(f"extract {source} --reject-file {tmp_path}/none/r.jsonl")
    assert found.status == 1
    assert found.err.endswith("cannot be written (No such file or directory)\n")


@pytest.mark.parametrize("language", ["english", "e", "1"])
def test_a_language_is_a_code(call: Call, tmp_path: Path, language: str) -> None:
    found = call(f"extract {tmp_path} --language {language}")
    assert found.status == 2
    assert "write its code of two or three letters" in found.err


def test_a_feed_again_adds_only_what_is_new(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    entry = "<item><title>{0}</title><link>https://c.example/{0}</link><description>“We open {0},” said Dana Okafor.</description></item>"
    for entries in (("one",), ("two", "one")):
        items = "".join(entry.format(each) for each in entries)
        path.write_text(f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>", encoding="utf-8")
        found = call(f"--db {tmp_path}/q.db add -q {path}")
        assert found.status == 0
        assert "1 new article" in found.out
    assert "1 already stored" in found.out
    assert call(f"--db {tmp_path}/q.db add -q {path}").out == ""
