"""Commands about people, as typed: what they print, their exit status, nothing half-done."""

import json
from pathlib import Path

import pytest

from quotes.cli import run
from quotes.wording import fold
from tests.cli.calls import Call


@pytest.fixture
def filled(call: Call, article: Path) -> Call:
    call(f"add -q {article} --outlet 'Example Daily' --date 2025-10-10")
    call("record 'We wait.' --speaker 'Dana Okafor-Hale' --outlet 'Example Daily' --date 2025-10-11")
    call("record 'We sing.' --speaker 'John Smith' --outlet 'The Example' --date 2025-10-11")
    return call


@pytest.mark.parametrize(
    ("line", "out"),
    [
        (
            "speakers merge 'Dana Okafor-Hale' 'Dana Okafor' -y",
            "merged Dana Okafor-Hale into Dana Okafor (1 quotation)",
        ),
        ("speakers merge 'Dana Okafor-Hale' 'Dana Okafor' --dry-run", "would be: merged"),
        ("speakers rename 'John Smith' 'John B. Smith' --why 'his book'", "renamed John Smith to John B. Smith"),
        ("speakers alias add 'John Smith' Smithy", "Smithy is a name of John Smith"),
        ("speakers apart 'John Smith' 'Dana Okafor'", "are not the same"),
        ("speakers set 'John Smith' party=None note='the singer'", "John Smith: party=None, note=the singer"),
        ("outlets rename 'The Example' Exemplar", "renamed The Example to Exemplar"),
        ("outlets merge 'The Example' 'Example Daily' -y", "merged The Example into Example Daily (1 article)"),
        ("outlets domain 'The Example' example.com", "the domain of The Example is example.com"),
        ("confirm --query bridge -y", "confirmed q"),
        ("confirm --query bridge --dry-run", "would be: confirmed q"),
        ("confirm --query nowhere", "no such quotations"),
        ("reject --outlet 'Example Daily' --min-confidence 0.1 -y", "rejected 3 quotations"),
        ("correct --query bridge --to 'Gareth Lindqvist' -y", "said by Gareth Lindqvist"),
        ("correct 1 --to lindqvist", "said by Gareth Lindqvist ("),
        ("correct 1 --to lindqvist --dry-run", "said by Gareth Lindqvist (dry run"),
        ("correct 1 --words 'open in spring' --set-via AFP", "words, via AFP"),
        ("correct 1 --to 'Mina Hale' --new", "said by Mina Hale"),
        ("articles set 1 --date 2025-10-17 --title Bridge", "title Bridge, published on 2025-10-17"),
        ("articles reextract 1", "1 article: 3 the same, 0 changed"),
        ("articles reextract 1 --csv", "article,quotation,change,before,after,words"),
        ("articles list --outlet 'Example Daily'", "2025-10-10"),
        ("articles show 1", "Dana Okafor"),
        ("articles show 1 --text", "“The bridge is safe.”"),
        ("articles versions 1", "version 1"),
        ("articles gold", ""),
        ("undo", "there is nothing to undo"),
        ("log", ""),
    ],
)
def test_a_decision_says_what_it_did(filled: Call, line: str, out: str) -> None:
    found = filled(line)
    assert found.status == 0, found.err
    assert out in found.out
    undo = filled("undo")
    assert ("undid operation 1" in undo.out) == ("takes it back" in found.out)


@pytest.mark.parametrize(
    ("line", "status", "err"),
    [
        ("speakers merge 'Dana Okafor-Hale' 'Dana Okafor'", 2, "add -y"),
        ("speakers merge 'Dana Okafor'", 2, "FROM… INTO"),
        ("speakers merge 'okafor dana' 'John Smith' -y", 2, "fits 2 speakers: Dana Okafor ["),
        ("speakers merge 'Dana Okafor' Okafor -y", 2, "fits 2 speakers"),
        ("speakers rename Nobody 'X Y'", 4, "no speaker is called 'Nobody'"),
        ("speakers split 'John Smith' qzzzz --into 'X Y'", 4, "no quotation 'qzzzz'"),
        ("speakers set 'John Smith' party", 2, "KEY=VALUE"),
        ("speakers set 'John Smith' party=A --since 2025-02-01 --until 2025-01-01", 2, "is before"),
        ("outlets merge Nowhere 'The Example' -y", 4, "no outlet is called"),
        ("outlets domain 'The Example' 'not one'", 2, "no domain"),
        ("confirm", 2, "say which quotations"),
        ("confirm --query bridge", 2, "add -y"),
        ("confirm qzz", 4, "no quotation"),
        ("confirm 1 --query bridge", 2, "not by both"),
        ("reject --speaker Nobody -y", 4, "no speaker is called"),
        ("correct 1", 2, "say what to correct"),
        ("correct 1 --words 'We shut.'", 2, "not in the article"),
        ("correct 1 --to 'Mina Hale'", 4, "--new makes one"),
        ("correct 1 --to Dana", 2, "fits 2 speakers"),
        ("correct 1 --set-said-on 2025-13-01", 2, "no day, month or year"),
        ("articles show azz", 4, "no article"),
        ("articles set 1", 2, "say what to set"),
        ("articles set 1 --date 2025-02-30", 2, "2025-02-30"),
        ("articles reextract", 2, "add -y"),
        ("articles reextract 1 --stale", 2, "not by both"),
        ("articles rm 1", 2, "add -y"),
        ("articles rm azz -y", 4, "no article"),
        ("speakers forget 'John Smith'", 2, "add -y"),
        ("undo 7", 4, "no operation 7"),
        ("log --operation 7", 4, "no operation 7"),
        ("log --speaker Nobody", 4, "no speaker is called"),
    ],
)
def test_bad_input_is_one_line_with_its_status(filled: Call, line: str, status: int, err: str) -> None:
    found = filled(line)
    assert (found.status, found.out) == (status, "")
    assert err in found.err
    assert "Traceback" not in found.err
    assert filled("log").err == "no decisions yet\n"


def test_the_log_is_signed_and_tells_why(filled: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTES_WHO", "The Desk")
    filled("speakers rename 'John Smith' 'John B. Smith' --why 'his book'")
    filled("undo")
    found = filled("log -f tsv").out.splitlines()
    assert [line.split("\t")[2:] for line in found[1:]] == [
        ["The Desk", "undo", "undid 1 (speaker rename)", "2", ""],
        ["The Desk", "speaker rename", "renamed John Smith to John B. Smith: his book", "2", "2"],
    ]
    assert filled("log --operation 1 --json").out.count("John Smith") == 1


@pytest.mark.parametrize("name", ["x" * 101, "\n".join(["Ada"] * 30), "ö" * 200_000 + "\udcff"])
def test_what_is_too_long_for_a_name_signs_nothing(filled: Call, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("QUOTES_WHO", name)
    for line in ("confirm 1", "speakers rename 'John Smith' 'John B. Smith'", "serve --port 0"):
        found = filled(line)
        assert (found.status, found.out) == (2, "")
        assert found.err == "quotes: QUOTES_WHO is too long for a name: at most 100 characters sign a decision\n"
    assert filled(f"serve --port 0 --user {'x' * 101}").err.startswith("quotes: --user is too long for a name")
    assert filled("log").err == "no decisions yet\n"


@pytest.mark.parametrize(("given", "signs"), [("x" * 100, "x" * 100), (" The \n\t Desk ", "The Desk")])
def test_a_name_that_signs_is_one_line(filled: Call, monkeypatch: pytest.MonkeyPatch, given: str, signs: str) -> None:
    monkeypatch.setenv("QUOTES_WHO", given)
    assert filled("confirm 1").status == 0
    assert filled("log --csv").out.splitlines()[1].split(",")[2] == signs


def test_a_question_can_be_answered_no(filled: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    found = filled("speakers merge 'Dana Okafor-Hale' 'Dana Okafor'")
    assert found.status == 1
    assert found.err.endswith("nothing was changed\n")


def test_attributes_go_out_and_come_back_in_as_a_table(filled: Call, tmp_path: Path) -> None:
    filled("speakers set 'John Smith' party=None wikidata_id=Q42 note='the singer'")
    filled("speakers set 'John Smith' office=Mayor --since 2024-05-01 --until 2024-06-01")
    table = tmp_path / "speakers.csv"
    assert filled(f"speakers export --all -o {table}").status == 0
    first = table.read_text(encoding="utf-8")
    assert first.splitlines()[0] == "uid,speaker,note,kind,wikidata_id,since,until,affiliation,gender,office,party"
    assert sum("John Smith" in line for line in first.splitlines()) == 2
    assert filled(f"speakers import {table}").out == "nothing to change: stated attributes from 5 rows\n"
    filled("undo 1")
    filled("undo 2")
    assert "takes it back" in filled(f"speakers import {table} --new").out
    assert filled("speakers export --all").out == first.replace("the singer", "")


@pytest.mark.parametrize(
    ("table", "status", "err"),
    [
        ("", 2, "needs a column uid or speaker"),
        ("name,party\nJohn Smith,None\n", 2, "needs a column uid or speaker"),
        ("speaker\nJohn Smith\n", 2, "has no attribute"),
        ("speaker,prty\nJohn Smith,None\n", 2, "nobody has an attribute 'prty' yet"),
        ("speaker,party,party\nJohn Smith,A,B\n", 2, "'party' twice"),
        ("speaker,pa?ty\nJohn Smith,A\n", 2, "no name for an attribute"),
        ("speaker,party\nDana Okafor,A\nNobody,B\n", 4, "line 3: no speaker is called 'Nobody'"),
        ("speaker,party\nDana,A\n", 2, "line 2: 'Dana' fits 2 speakers"),
        ("speaker,party\nJohn Smith,A,B\n", 2, "line 2 has 3 cells"),
        ("speaker,party,since\nJohn Smith,A,May\n", 2, "line 2: 'May' is no day"),
        ("speaker,party,since,until\nJohn Smith,A,2025-02-01,2025-01-01\n", 2, "line 2: until"),
        ("speaker,wikidata_id\nJohn Smith,42\n", 2, "look like Q42"),
        (",party\n,A\n", 2, "needs a column"),
    ],
)
def test_a_wrong_table_changes_nothing(filled: Call, tmp_path: Path, table: str, status: int, err: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table, encoding="utf-8")
    found = filled(f"speakers import {path}")
    assert (found.status, found.out) == (status, "")
    assert err in found.err
    assert filled("speakers export").out.count("\n") == 1
    assert filled("log").err == "no decisions yet\n"
    assert filled(f"speakers import {tmp_path}/none.csv").status == 4


def test_likely_duplicates_are_suggested_until_they_are_merged_or_set_apart(filled: Call) -> None:
    filled("record 'We hum.' --speaker 'Johm Smith' --outlet 'The Example' --date 2025-10-12")
    filled("record 'We hum.' --speaker Smith --outlet 'The Sample' --date 2025-10-12 --new")
    filled("record 'We hum.' --speaker 'Harbour Board' --outlet A")
    filled("record 'We hum.' --speaker HB --outlet A")
    found = filled("speakers suggest --jsonl").out
    for reason in ("nearly alike", "acronym"):
        assert found.count(reason) == 1
    filled("speakers merge 'Johm Smith' 'John Smith' -y")
    found = filled("speakers suggest --jsonl").out
    assert "a surname that only one speaker has" in found
    filled("speakers apart HB 'Harbour Board'")
    assert "acronym" not in filled("speakers suggest --jsonl").out


def test_an_outlet_is_shown_with_all_its_names(filled: Call) -> None:
    filled("outlets merge 'The Example' 'Example Daily' -y")
    assert "Example Daily; The Example" in filled("outlets show 'the example' --csv").out
    shown = json.loads(filled("outlets show 'the example' --jsonl").out)
    assert shown["names"] == ["Example Daily", "The Example"]


def test_erasure_says_what_goes_and_is_not_taken_back(filled: Call) -> None:
    assert "1 quotation" in filled("speakers forget 'John Smith' --dry-run").err
    assert (
        filled("speakers forget 'John Smith' -y").out == "forgot a speaker with 1 quotation; nothing takes this back\n"
    )
    assert filled("articles rm 1 -y").out == "erased 1 article with 3 quotations; nothing takes this back\n"
    assert filled("undo").out == "there is nothing to undo\n"
    assert (filled("undo 1").status, filled("verify").status) == (1, 0)


@pytest.mark.parametrize("name", ["confirm", "correct", "reject", "undo", "log"])
def test_help_begins_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([name, "--help"])
    assert f"quotes {name}" in capsys.readouterr().out.partition("Options:")[0].partition("\n\n")[2]


@pytest.mark.parametrize("group", ["speakers", "outlets", "speakers alias", "articles"])
def test_every_verb_has_help_with_an_example_first(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([*group.split(), "--help"])
    listed = capsys.readouterr().out.partition("Commands:")[2]
    verbs = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "]
    assert verbs
    for verb in verbs:
        run([*group.split(), verb, "--help"])
        assert f"quotes {group} {verb}" in capsys.readouterr().out.partition("Options:")[0].partition("\n\n")[2]


LINKED = [
    ("Alex Moxby / Alexandra Moxby", False), ("Pat Sherrow / Patrick Sherrow", False), ("Sam Colver / Samantha Colver", False),
    ("D. Hillern / Dan Hillern", False), ("Maria Silvane / María José Silvane", False), ("Juan Carlos Petrov / Juan Petrov", False),
    ("Chris Aldane / Christine Aldane", False), ("Datuk Seri Faiz Ismarel / Faiz Ismarel", True), ("Tan Sri Rahim Okelle / Rahim Okelle", True),
    ("Bill Tarnow / William Tarnow", True), ("Helen Margaret Voss / Helen Voss", True), ("Dana Østmark / Dana Ostmark", True),
    ("Ana Marrin / Ana J. Marrin", True), ("Liz Ferrant / Elizabeth Ferrant", True), ("Jo Drewley / Joseph Drewley", False),
]  # fmt: skip


def test_across_articles_only_what_is_sure_is_linked(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "two.jsonl"
    texts = [said for pair, _ in LINKED for one, other in [pair.split(" / ")] for said in (f"“We cannot wait,” said {one}.", f"“Not one day,” said {other}.")]  # fmt: skip
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    assert call(f"add -q {source}").status == 0
    known = [fold(each["speaker"]).split()[-1] for each in json.loads(call("speakers list --json").out)]
    found = {pair: known.count(fold(pair).split()[-1]) == 1 for pair, _ in LINKED}
    assert found == dict(LINKED)
