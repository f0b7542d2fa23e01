"""``quotes report``: the list, a help page for each report, a newsroom's own files, and what is said of bad input."""

import json
from pathlib import Path

import pytest

from quotes.store.search.report_files import bundled
from tests.cli.calls import Call

OWN = """-- Loud ones
--
-- Speakers with at least so many quotations.
--
-- column speaker: the name
-- column n: quotations
-- parameter least integer = 1: quotations at least
WITH counted AS (SELECT speaker, COUNT(*) AS n FROM quote_list WHERE speaker IS NOT NULL GROUP BY speaker)
SELECT speaker, n FROM counted WHERE n >= :least ORDER BY n DESC, speaker
"""
BARE = """-- Two columns
--
-- Whatever they hold.
--
-- column speaker: the name
-- column n: a number
"""


@pytest.fixture
def said(call: Call, store_url: str) -> str:
    for words, speaker in (("We open.", "Dana Okafor"), ("We close.", "Dana Okafor"), ("Why?", "Gareth Lindqvist")):
        call(f"--db {store_url} record '{words}' --speaker '{speaker}' --outlet Courier --date 2025-03-14")
    return store_url


def test_the_list_has_a_line_for_each(call: Call) -> None:
    lines = call("report").out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == [each.name for each in bundled()]
    assert all(len(each.title) <= 60 for each in bundled())


def test_the_list_for_programs(call: Call) -> None:
    found = {each["name"]: each for each in json.loads(call("report --json").out)}
    assert [*found] == [each.name for each in bundled()]
    for each in found.values():
        assert each["title"]
        assert each["about"]
        assert all(column["name"] and column["about"] for column in each["columns"])
        assert isinstance(each["parameters"], list)
    assert found["speakers"]["chart"] == {"kind": "bars", "across": "speaker", "value": "utterances", "series": None}


NAMES = [each.name for each in bundled()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("line", ["report {} --help", "report --help {}", "report -h {}"])
def test_each_has_a_help_page(call: Call, name: str, line: str) -> None:
    report = next(each for each in bundled() if each.name == name)
    found = call(line.format(name))
    assert (found.status, found.err) == (0, "")
    assert report.title in found.out
    told = [line.split()[0] for line in found.out.splitlines() if line.startswith("  ") and line.strip()]
    assert {column.name for column in report.columns} | {each.name for each in report.parameters} <= {*told}


def test_a_newsrooms_own_reports(call: Call, said: str, tmp_path: Path) -> None:
    (tmp_path / "loud.sql").write_text(OWN, encoding="utf-8")
    folder = f"--reports {tmp_path} --db {said}"
    assert "loud" in call(f"report {folder}").out
    assert "quotations at least (integer)  [default: 1]" in call(f"report loud --help {folder}").out
    assert call(f"report loud {folder} --csv").out == "speaker,n\nDana Okafor,2\nGareth Lindqvist,1\n"
    assert call(f"report loud {folder} --csv -p least=2").out == "speaker,n\nDana Okafor,2\n"
    assert call(f"report loud {folder} --csv --speaker Lindqvist").out == "speaker,n\nGareth Lindqvist,1\n"
    assert call(f"report loud {folder} --csv --query close").out == "speaker,n\nDana Okafor,1\n"


def test_they_may_lie_in_the_configuration_folder(
    call: Call, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.store.search.report_files.own_folder", lambda: tmp_path)
    (tmp_path / "loud.sql").write_text(OWN, encoding="utf-8")
    assert call(f"report loud --csv -n 1 --db {said}").out == "speaker,n\nDana Okafor,2\n"


def test_a_recursive_statement_is_narrowed_too(call: Call, said: str, tmp_path: Path) -> None:
    recursive = OWN.replace(
        "WITH counted", "WITH RECURSIVE up(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM up WHERE x < 3), counted"
    )
    (tmp_path / "loud.sql").write_text(recursive, encoding="utf-8")
    found = call(f"report loud --reports {tmp_path} --csv --speaker Okafor --db {said}")
    assert found.out == "speaker,n\nDana Okafor,2\n", found


def test_a_file_that_cannot_stand_among_them_is_said_and_the_others_listed(call: Call, tmp_path: Path) -> None:
    (tmp_path / "speakers.sql").write_text(OWN, encoding="utf-8")
    (tmp_path / "bare.sql").write_text("SELECT 1", encoding="utf-8")
    (tmp_path / "bytes.sql").write_bytes(b"\xff")
    (tmp_path / "loud.sql").write_text(OWN, encoding="utf-8")
    found = call(f"report --reports {tmp_path}")
    assert "loud" in found.out
    assert found.err.splitlines() == [
        f"quotes: {tmp_path / 'bare.sql'}, line 1: the first line must be the report's title (-- Who is quoted most)",
        f"quotes: {tmp_path / 'bytes.sql'} is not UTF-8 text (byte 0)",
        f"quotes: {tmp_path / 'speakers.sql'}: quotes has a report speakers already; give the file another name",
    ]
    for name in ("bare", "bytes", "speakers"):
        assert call(f"report {name} --reports {tmp_path}").status == 2


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        pytest.param("DELETE FROM quote", "only reading is possible here", id="a query that writes"),
        pytest.param("WITH x AS (SELECT 1) DELETE FROM quote RETURNING 1 AS speaker, 2 AS n", "the database refuses", id="one that begins as reading does"),
        pytest.param("SELECT speaker, 1 AS m FROM quote_list", "answers with the columns speaker, m; its header declares speaker, n", id="other columns"),
        pytest.param("SELECT speaker, nonsense AS n FROM quote_list", "the database refuses the query", id="a mistake"),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_a_report(call: Call, said: str, tmp_path: Path, statement: str, says: str) -> None:
    (tmp_path / "mine.sql").write_text(f"{BARE}{statement}\n", encoding="utf-8")
    before = call(f"export --count --db {said}").out
    found = call(f"report mine --reports {tmp_path} --db {said}")
    assert (found.status, found.out) == (2, "")
    assert says in found.err
    assert len(found.err.splitlines()) == 1
    assert call(f"export --count --db {said}").out == before


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        ("report speekers", 4, "did you mean speakers?"),
        ("report speekers --help", 4, "did you mean speakers?"),
        ("report speakers -p x=1", 2, "the report speakers takes no 'x'; it takes nothing"),
        ("report speakers -p x", 2, "write parameters as -p NAME=VALUE"),
        ("report speakers -p x=1 -p x=2", 2, "-p x is given twice"),
        ("report speakers --columns speaker,utterence", 2, "did you mean utterances?"),
        ("report speakers --columns ,", 2, "there is no column"),
        ("report speakers -f cvs", 2, "did you mean csv?"),
        ("report share -p period=moth", 2, "did you mean month?"),
        ("report share -p attribute=prty", 4, "did you mean party?"),
        ("report share -p perod=month", 2, "did you mean period?"),
        ("report co-quoted -p speaker=Nobody", 4, "no speaker"),
        ("report one-source -p least=few", 2, "least must be a whole number"),
        ("report uncertain -p below=high", 2, "below must be a number"),
        ("report --reports /nowhere", 4, "there is no folder /nowhere"),
        ("report speakers --timeout 0", 2, "--timeout"),
        ("sql nothere.sql", 2, "nothere.sql cannot be read"),
        ("sql 'SELECT :x'", 2, "the statement has a parameter :x; give it with -p x=VALUE"),
        ("sql 'SELECT :name' -p nam=1", 2, "did you mean name?"),
    ],
)
def test_bad_input_is_one_line(call: Call, said: str, line: str, status: int, says: str) -> None:
    found = call(f"--db {said} {line}")
    assert (found.status, found.out) == (status, "")
    assert says in found.err
    assert len(found.err.splitlines()) == 1


def test_a_file_with_a_header_runs_as_sql_with_typed_parameters(call: Call, said: str, tmp_path: Path) -> None:
    path = tmp_path / "loud.sql"
    path.write_text("\ufeff" + OWN, encoding="utf-8")
    assert call(f"--db {said} sql {path} --csv -p least=2").out == "speaker,n\nDana Okafor,2\n"
    refused = call(f"--db {said} sql {path} -p least=two")
    assert (refused.status, refused.err) == (2, "quotes: least must be a whole number, not 'two'\n")


def test_parameters_without_a_header_are_what_they_look_like(call: Call, said: str) -> None:
    line = """sql "SELECT COUNT(*) AS n FROM quote_list WHERE utterance >= :least AND published_on = :day AND '::' <> ':x'" """
    assert call(f"--db {said} {line} -p least=1 -p day=2025-03-14 --csv").out == "n\n3\n"


def test_an_empty_answer_is_said_and_its_file_has_a_header(call: Call, said: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    found = call(f"--db {said} report outlets --until 2001 --csv -o {path}")
    assert (found.status, found.out, found.err) == (0, "", "no rows\n")
    assert path.read_text(encoding="utf-8").startswith("outlet,articles,")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1


def test_a_query_that_asks_for_a_modality_counts_it(call: Call, said: str) -> None:
    assert call(f"--db {said} report speakers --csv --query modality:denied").err == "no rows\n"
    assert "Dana Okafor" in call(f"--db {said} report speakers --csv --query modality:said").out


def test_some_columns_in_another_order(call: Call, said: str) -> None:
    found = call(f"--db {said} report speakers --csv -n 1 --columns utterances,Speaker")
    assert found.out == "utterances,speaker\n2,Dana Okafor\n"


def test_a_speaker_is_known_by_any_name(call: Call, said: str) -> None:
    call(f"--db {said} speakers alias add 'Dana Okafor' 'The Engineer'")
    assert call(f"--db {said} speakers show 'the engineer'").status == 0
    for name in ("okafor", "'the engineer'"):
        found = call(f"--db {said} report co-quoted -p speaker={name}")
        assert [line.split("  ")[0] for line in found.out.splitlines()[2:]] == ["Dana Okafor"], found


def test_a_report_is_stopped_at_its_time_limit(call: Call, said: str, tmp_path: Path) -> None:
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 9 FROM c) SELECT 'x' AS speaker, COUNT(*) AS n FROM c"
    (tmp_path / "mine.sql").write_text(f"{BARE}{endless}\n", encoding="utf-8")
    found = call(f"report mine --reports {tmp_path} --db {said} --timeout 0.05")
    assert (found.status, found.out) == (1, "")
    assert found.err == "quotes: the query was stopped after 0.05 s; --timeout allows more\n"
