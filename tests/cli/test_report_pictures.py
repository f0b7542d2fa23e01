"""``quotes report --chart``, ``--html`` and ``--format chart``: files are there whole or not at all, faults are a line."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.calls import Call

BARE = """-- Speakers without a picture
--
-- Whoever is quoted.
--
-- column speaker: the name
-- column n: quotations
SELECT speaker, COUNT(*) AS n FROM quote_list WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY n DESC, speaker
"""
DRAWN = """-- Loud speakers
--
-- Whoever is quoted often.
--
-- column speaker: the name
-- column n: quotations
-- parameter least integer = 1: quotations at least
-- chart bars: across speaker, value n
SELECT speaker, COUNT(*) AS n FROM quote_list WHERE speaker IS NOT NULL
GROUP BY speaker HAVING COUNT(*) >= :least ORDER BY n DESC, speaker
"""
ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
"""Where the engine makes no difference."""
BEGINNINGS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.fixture
def said(call: Call, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    for words, speaker, date in (
        ("We open.", "Dana Okafor", "2025-03-14"),
        ("We close.", "Dana Okafor", "2025-05-14"),
        ("Why?", "$a_b$ <Lindqvist>", "2025-03-15"),
    ):
        call(f"--db {store_url} record '{words}' --speaker '{speaker}' --outlet Courier --date {date}")
    return store_url


@ON_SQLITE
@pytest.mark.parametrize("ending", [*BEGINNINGS, "SVG"])
def test_a_picture(call: Call, said: str, tmp_path: Path, ending: str) -> None:
    found = call(f"report speakers --chart who.{ending} --db {said}")
    assert (found.status, found.err) == (0, f"who.{ending} written\n")
    assert "Dana Okafor" in found.out
    assert (tmp_path / f"who.{ending}").read_bytes().startswith(BEGINNINGS[ending.lower()])


def test_a_picture_says_what_it_was_counted_from(call: Call, said: str, tmp_path: Path) -> None:
    call(f"report speakers --chart who.svg --outlet Courier --since 2025-03-01 --db {said}")
    svg = (tmp_path / "who.svg").read_text(encoding="utf-8")
    assert "Utterances by speaker · outlet Courier · published since 1 March 2025" in svg
    assert "Source: 3 utterances in 3 articles of 1 outlet, 14 March to 14 May 2025" in svg
    assert "$a_b$ &lt;Lindqvist&gt;" in svg


def test_filters_narrow_what_is_counted(call: Call, said: str, tmp_path: Path) -> None:
    call(f"report months --chart when.svg --query close --db {said}")
    svg = (tmp_path / "when.svg").read_text(encoding="utf-8")
    assert "“close”" in svg
    assert "Source: 1 utterance in 1 article of 1 outlet, 14 May 2025" in svg


@ON_SQLITE
def test_a_page(call: Call, said: str, tmp_path: Path) -> None:
    found = call(f"report speakers --html who.html --speaker 'Dana Okafor' --db {said}")
    assert (found.status, found.err) == (0, "who.html written\n")
    html = (tmp_path / "who.html").read_text(encoding="utf-8")
    assert "<h1>Who is quoted most: Dana Okafor</h1>" in html
    assert "<dt>Speaker</dt><dd>Dana Okafor</dd>" in html
    assert html.count("<svg ") == 2


@ON_SQLITE
def test_a_picture_and_a_page_at_once(call: Call, said: str, tmp_path: Path) -> None:
    (tmp_path / "loud.sql").write_text(DRAWN)
    found = call(f"report loud --reports . --chart t.png --html t.htm --csv -o t.csv -p least=2 --db {said}")
    assert (found.status, found.out, found.err) == (0, "", "t.png written\nt.htm written\n")
    assert sorted(path.name for path in tmp_path.iterdir() if path.stem == "t") == ["t.csv", "t.htm", "t.png"]
    assert "<dt>least</dt><dd>2</dd>" in (tmp_path / "t.htm").read_text(encoding="utf-8")


@ON_SQLITE
def test_a_file_that_is_there_is_replaced(call: Call, said: str, tmp_path: Path) -> None:
    (tmp_path / "who.svg").write_text("old")
    assert call(f"report speakers --chart who.svg --db {said}").err == "who.svg replaced\n"
    assert (tmp_path / "who.svg").read_bytes().startswith(b"<?xml")


@ON_SQLITE
@pytest.mark.parametrize(
    ("line", "status", "said_of_it"),
    [
        ("report speakers --chart who.jpg", 2, "'who.jpg': a picture ends in .svg, .png or .pdf"),
        ("report speakers --chart who", 2, "'who': a picture ends in .svg, .png or .pdf"),
        ("report speakers --html who.svg", 2, "'who.svg': a page ends in .html or .htm"),
        ("report speakers --chart .", 2, "is a directory"),
        ("report speakers --chart no/who.svg", 1, "no/who.svg cannot be written (No such file or directory)"),
        ("report speakers -o who.svg", 2, "-o writes rows, and who.svg is called otherwise: write --chart who.svg"),
        ("report speakers -o who.html", 2, "write --html who.html"),
        ("report --chart who.svg", 2, "name a report to draw; quotes report lists them"),
        ("report bare --reports . --chart who.svg", 2, "bare declares no chart in its header; --html FILE writes"),
        ("report bare --reports . -f chart", 2, "bare declares no chart in its header"),
        ("sql 'SELECT 1 AS n' --chart who.svg", 2, "only a file with a report's header has a chart"),
        ("sql bare.sql --chart who.svg", 2, "bare declares no chart in its header"),
    ],
)
def test_what_cannot_be_drawn_is_one_line_and_no_file(
    call: Call, said: str, tmp_path: Path, line: str, status: int, said_of_it: str
) -> None:
    (tmp_path / "bare.sql").write_text(BARE)
    before = sorted(tmp_path.rglob("*"))
    found = call(f"{line} --db {said}")
    assert (found.status, found.out) == (status, "")
    assert said_of_it in found.err
    assert len([each for each in found.err.splitlines() if each.startswith(("quotes:", "Error:"))]) <= 1
    assert sorted(tmp_path.rglob("*")) == before


@ON_SQLITE
@pytest.mark.parametrize("asked", ["report speakers --since 2030-01-01", "sql none.sql"])
def test_without_rows_a_page_says_so_and_nothing_is_drawn(call: Call, said: str, tmp_path: Path, asked: str) -> None:
    (tmp_path / "none.sql").write_text(DRAWN.replace("= 1:", "= 1000:"))
    found = call(f"{asked} --chart who.svg --html who.html --db {said}")
    drawn = "who.svg not written: there is nothing to draw"
    assert (found.status, found.err) == (0, f"no rows\n{drawn}\nwho.html written\n")
    assert not (tmp_path / "who.svg").exists()
    page = (tmp_path / "who.html").read_text()
    assert "<p>Nothing was found.</p>" in page
    assert "<svg" not in page
    assert "0 utterances" in page or asked.startswith("sql")
    (tmp_path / "who.svg").write_text("a picture")
    again = call(f"{asked} --chart who.svg --db {said}")
    assert again.err == f"no rows\n{drawn}; the one that is there is of another time\n"
    assert (tmp_path / "who.svg").read_text() == "a picture"
    bars = call(f"{asked} -f chart --db {said}")
    assert (bars.status, bars.out, bars.err) == (0, "", "no rows\n")


@ON_SQLITE
@pytest.mark.parametrize("option", ["--chart who.svg", "--html who.html"])
def test_without_the_extra_a_line_names_it(
    call: Call, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    found = call(f"report speakers {option} --db {said}")
    assert (found.status, found.out) == (1, "")
    assert "charts need matplotlib: pip install 'quote-tracker[charts]'" in found.err
    assert not list(tmp_path.glob("who.*"))


@ON_SQLITE
def test_what_needs_no_extra(call: Call, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    (tmp_path / "bare.sql").write_text(BARE)
    assert call(f"report bare --reports . --html who.html --db {said}").err == "who.html written\n"
    assert "█" in call(f"report speakers -f chart --db {said}").out


@ON_SQLITE
def test_bars_on_the_terminal(call: Call, said: str) -> None:
    found = call(f"report speakers -f chart --db {said}")
    assert found.status == 0
    assert found.out.splitlines()[0] == "Who is quoted most"
    lines = {
        line.partition("█")[0].rstrip(" 0123456789"): line.count("█") for line in found.out.splitlines() if "█" in line
    }
    assert [*lines] == ["Dana Okafor", "$a_b$ <Lindqvist>"]
    assert "Source: 3 utterances in 3 articles of 1 outlet, 14 March to 14 May 2025" in found.out
    assert "\x1b" not in found.out


def test_a_file_of_sql_with_a_header_is_drawn(call: Call, said: str, tmp_path: Path) -> None:
    (tmp_path / "loud.sql").write_text(DRAWN)
    found = call(f"sql loud.sql --chart who.svg --html who.html --db {said}")
    assert (found.status, found.err) == (0, "who.svg written\nwho.html written\n")
    assert "Source: 3 utterances in 3 articles" in (tmp_path / "who.svg").read_text(encoding="utf-8")
    assert "N by speaker" in call(f"sql loud.sql -f chart --db {said}").out


@ON_SQLITE
@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ("report timeline -p period=week", "Utterances by week · period week"),
        ("report share -p period=all", "Utterances by outlet and kind · period all"),
        ("report matrix", "Utterances by speaker, Courier"),
    ],
)
def test_what_is_counted_is_said(call: Call, said: str, tmp_path: Path, line: str, said_of_it: str) -> None:
    assert call(f"{line} --chart it.svg --db {said}").status == 0
    assert f">{said_of_it}</text>" in (tmp_path / "it.svg").read_text(encoding="utf-8")


@ON_SQLITE
def test_letters_that_a_png_lacks_are_said(call: Call, said: str) -> None:
    call(f"--db {said} record 'We meet.' --speaker '安倍 花子' --outlet Courier --date 2025-03-16")
    found = call(f"report speakers --chart who.png --db {said}")
    assert found.err == "quotes: the font of a .png has no letters for 安倍花子; an .svg shows them\nwho.png written\n"
    assert call(f"report speakers --chart who.svg --db {said}").err == "who.svg written\n"


@ON_SQLITE
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(call: Call, said: str, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    found = call(f"report speakers --chart shut/who.svg --db {said}")
    assert (found.status, found.out) == (1, "")
    assert "cannot be written (Permission denied)" in found.err
