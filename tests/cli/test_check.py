"""``quotes check``: what is printed, in which form, with which exit status, and one line for what cannot be checked."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calls import Call

ARTICLE = """“We will not pay for the bridge before the spring,” said Dana Okafor, the mayor. “Every ferry sails on Sundays.”

“The harbour is safe, and all of the ships know it,” said Gareth Lindqvist.
"""
ALTERED = "“We will pay for the bridge before the spring,” said Dana Okafor.\n"
EXACT = "“We will not pay for the bridge before the spring,” said Dana Okafor.\n"
OTHER = "“Every ferry sails on Sundays,” said Gareth Lindqvist.\n"
UNKNOWN = "“Nobody here has seen the tide come in,” said Ines Vidal.\n"


@pytest.fixture
def filled(call: Call, tmp_path: Path) -> Call:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert call(f"add {path} --outlet 'Osk Courier' --date 2025-03-14 --url https://courier.example/1").status == 0
    return call


def _draft(tmp_path: Path, text: str, name: str = "draft.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "verdict", "status", "strict"),
    [
        (EXACT, "exact", 0, 0),
        (ALTERED, "altered", 7, 7),
        (OTHER, "speaker", 7, 7),
        (UNKNOWN, "unknown", 0, 7),
    ],
)
def test_the_verdict_decides_the_exit_status(
    filled: Call, tmp_path: Path, text: str, verdict: str, status: int, strict: int
) -> None:
    path = _draft(tmp_path, text)
    found = filled(f"check {path} --json")
    (row,) = json.loads(found.out)
    assert (row["verdict"], found.status) == (verdict, status)
    assert filled(f"check {path} --json --strict").status == strict
    assert (found.err == "") == (status == 0)
    assert found.err.count("\n") == (status != 0)


def test_json_has_the_rows_in_order_with_their_matches(filled: Call, tmp_path: Path) -> None:
    path = _draft(tmp_path, "\n".join((UNKNOWN, ALTERED, OTHER)))
    rows = json.loads(filled(f"check {path} --json").out)
    assert [row["verdict"] for row in rows] == ["unknown", "altered", "speaker"]
    assert [row["line"] for row in rows] == [1, 3, 5]
    text = path.read_text(encoding="utf-8")
    for row in rows:
        assert text[row["start"] : row["end"]] == row["words"]
    (match,) = rows[1]["matches"]
    assert (match["outlet"], match["published_on"], match["speaker"]) == ("Osk Courier", "2025-03-14", "Dana Okafor")
    assert "said Dana Okafor, the mayor" in match["passage"]
    (change,) = match["changes"]
    assert (change["kind"], change["stored"], change["touches"]) == ("dropped", "not", ["negation"])
    assert match["words"][change["stored_start"] : change["stored_end"]] == "not"
    assert rows[0]["matches"] == []
    assert rows[2]["remarks"] == ["the store credits Dana Okafor"]


def test_csv_has_a_row_for_each_quotation(filled: Call, tmp_path: Path) -> None:
    found = filled(f"check {_draft(tmp_path, ALTERED + UNKNOWN)} --csv")
    rows = list(csv.DictReader(io.StringIO(found.out)))
    assert [(row["verdict"], row["remarks"], row["outlet"]) for row in rows] == [
        ("altered", "“not” is left out (negation)", "Osk Courier"),
        ("unknown", "", ""),
    ]


def test_the_difference_is_readable_without_colour(filled: Call, tmp_path: Path) -> None:
    found = filled(f"check {_draft(tmp_path, ALTERED)}")
    assert "ALTERED, meaning changed · line 1" in found.out
    assert "“We will [-not-] pay for the bridge before the spring,”" in found.out
    assert "[-stored words that the draft lacks-]" in found.out
    assert found.out.endswith("1 quotation: 1 altered\n")
    assert "\x1b" not in found.out


def test_the_page_needs_nothing_else_and_escapes_what_was_read(filled: Call, tmp_path: Path) -> None:
    path = _draft(tmp_path, ALTERED + "“<script>alert(1)</script> all of the ships know it,” said Gareth Lindqvist.\n")
    page = tmp_path / "checked.html"
    assert filled(f"check {path} --html {page} -o {tmp_path / 'rows.csv'}").status == 7
    text = page.read_text(encoding="utf-8")
    assert "We will <del>not</del> pay" in text
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert '<a href="https://courier.example/1" rel="noreferrer">' in text
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8").startswith("words,speaker,verdict")


@pytest.mark.parametrize(
    ("line", "verdict", "status"),
    [
        ("--words 'every ferry sails on sundays'", "exact", 0),
        ("--words 'every ferry sails on sundays' --speaker Okafor", "exact", 0),
        ("--words '“every ferry sails on sundays”' --speaker Lindqvist", "speaker", 7),
        ("--words 'some of the ships know it' --speaker Lindqvist", "altered", 7),
        ("--words 'the tide is high'", "unknown", 0),
    ],
)
def test_one_phrase(filled: Call, line: str, verdict: str, status: int) -> None:
    found = filled(f"check {line} --json")
    assert (json.loads(found.out)[0]["verdict"], found.status) == (verdict, status)


def test_other_forms_of_a_draft(filled: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    html = _draft(
        tmp_path, f"<html><body><article><h1>Bridge</h1><p>{ALTERED}</p></article></body></html>", "draft.html"
    )
    markdown = _draft(tmp_path, f"# Bridge\n\n{ALTERED}", "draft.md")
    for path in (html, markdown):
        (row,) = json.loads(filled(f"check {path} --json").out)
        assert (row["verdict"], row["line"]) == ("altered", None)
    import docx

    document = docx.Document()
    document.add_paragraph(ALTERED.strip())
    document.save(str(tmp_path / "draft.docx"))
    assert json.loads(filled(f"check {tmp_path / 'draft.docx'} --json").out)[0]["verdict"] == "altered"


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("No marks here.\n", 0, "has no quotation"),
        ("« Nous ne paierons pas le pont avant le printemps », a dit Dana Okafor, la maire de la ville, lundi matin.\n" * 3,
         0, "is not in English"),
        (f"{EXACT}\nShe said: “We will wait for the tide to turn and then we shall see.\n\nThe end.\n", 0, "is not closed"),
        ("", 1, ""),
    ],
)  # fmt: skip
def test_a_draft_that_is_unlike_others_is_one_line(
    filled: Call, tmp_path: Path, text: str, status: int, said: str
) -> None:
    found = filled(f"check {_draft(tmp_path, text)}")
    assert found.status == status
    assert said in found.err
    assert found.err.count("\n") == 1


def test_where_no_page_can_be_written_nothing_is_printed(filled: Call, tmp_path: Path) -> None:
    found = filled(f"check {_draft(tmp_path, EXACT)} --html {tmp_path}/nowhere/page.html")
    assert (found.status, found.out, found.err.count("\n")) == (1, "", 1)


PAGE = f"<html><body><article><h1>The bridge</h1>\n\n\n<p>{EXACT}</p>\n<p>“We will wait for the tide.</p></article></body></html>"


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("draft.txt", f"\n{EXACT}\n“We will wait for the tide.\n", 2, "the mark that opens a quotation in line 4 is not closed"),
        ("draft.html", PAGE, None, "the mark before “We will wait for the tide.” is not closed"),
    ],
)  # fmt: skip
def test_a_line_is_told_only_where_it_is_that_of_the_file(
    filled: Call, tmp_path: Path, name: str, text: str, line: int | None, said: str
) -> None:
    found = filled(f"check {_draft(tmp_path, text, name)} --json")
    assert json.loads(found.out)[0]["line"] == line
    assert said in found.err


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        pytest.param(f"\n{EXACT}\n“We wait.\n", 2, "the mark that opens a quotation in line 4 is not closed", id="text"),
        pytest.param(f"\ufeff\r\n{EXACT}\r\n“We wait.", 2, "in line 4 is not closed", id="a BOM and CRLF"),
        pytest.param(PAGE, None, "standard input: the mark before “We will wait for the tide.” is not closed", id="a page"),
    ],
)  # fmt: skip
def test_a_draft_on_standard_input_has_lines_as_a_file_has(
    filled: Call, monkeypatch: pytest.MonkeyPatch, data: str, line: int | None, said: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    found = filled("check - --json")
    assert json.loads(found.out)[0]["line"] == line
    assert said in found.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(None, "quotes: - cannot be read (standard input is closed)\n", id="closed"),
        pytest.param("", "quotes: - is empty\n", id="nothing in it"),
    ],
)
def test_a_draft_that_standard_input_lacks_is_one_line(
    filled: Call, monkeypatch: pytest.MonkeyPatch, data: str | None, said: str
) -> None:
    monkeypatch.setattr("sys.stdin", None if data is None else io.TextIOWrapper(io.BytesIO(data.encode())))
    found = filled("check -")
    assert (found.status, found.out, found.err.count("\n")) == (1, "", 1)
    assert found.err.startswith(said)


def test_many_quotations_are_checked_up_to_a_number(filled: Call, tmp_path: Path) -> None:
    path = _draft(tmp_path, "\n\n".join([UNKNOWN] * 30))
    found = filled(f"check {path} -n 4 --json")
    assert len(json.loads(found.out)) == 4
    assert "has 30 quotations: the first 4 are checked, -n N checks more" in found.err


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("check", 2, "name a draft, or give words with --words"),
        ("check draft.txt --words x", 2, "name a draft, or give words"),
        ("check draft.txt --speaker Okafor", 2, "--speaker belongs to --words"),
        ("check nowhere.txt", 1, "nowhere.txt"),
        ("check http://127.0.0.1:1/", 1, "quotes add --allow-private reaches it"),
        ("check /", 1, "/ is a folder; name one draft in it"),
        ("check --words x --html page.pdf", 2, "a page ends in"),
        ("check --words '…'", 2, "has no word to look for"),
        ("check --words '—'", 2, "has no word to look for"),
        ("check --words ''", 2, "has no word to look for"),
    ],
)
def test_bad_calls_are_one_line(filled: Call, line: str, status: int, said: str) -> None:
    found = filled(line)
    assert found.status == status
    assert said in found.err.replace("\n", " ")


def test_an_empty_store_is_one_line(call: Call, tmp_path: Path) -> None:
    assert call(f"add {_draft(tmp_path, 'No marks here.')}").status == 0
    found = call(f"check {_draft(tmp_path, EXACT)}")
    assert (found.status, found.out) == (4, "")
    assert "holds no quotation to check against; quotes add fills it" in found.err
    assert found.err.count("\n") == 1


def test_checking_writes_nothing(filled: Call, home: Path, tmp_path: Path) -> None:
    database = next(home.rglob("quotes.db"))
    before = database.read_bytes()
    filled(f"check {_draft(tmp_path, ALTERED)}")
    assert database.read_bytes() == before


def test_a_draft_comes_through_a_pipe(filled: Call, home: Path) -> None:
    program = shutil.which("quotes") or str(Path(sys.executable).parent / "quotes")
    database = next(home.rglob("quotes.db"))
    found = subprocess.run(
        [program, "--db", str(database), "check", "-", "--json"],
        input=OTHER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (json.loads(found.stdout)[0]["verdict"], found.returncode) == ("speaker", 7)
