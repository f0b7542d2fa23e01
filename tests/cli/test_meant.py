"""What a person may have meant is offered: commands, names, reports, fields, kinds, wordings.  Contradictions are said."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.cli.app import COMMANDS
from quotes.cli.app import quotes as program
from quotes.cli.groups import OTHER_WORDS
from quotes.nearest import did_you_mean, nearest
from tests.cli.calls import Call


@pytest.fixture
def filled(call: Call, article: Path) -> Call:
    assert call(f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14").status == 0
    return call


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("serach", COMMANDS, "search"), ("Serch", COMMANDS, "search"), ("exprot", COMMANDS, "export"), ("speaker", COMMANDS, "speakers"),
        ("zzz", COMMANDS, None), ("", COMMANDS, None), ("donlad trump", ["Donald Trump", "Ronald Trumble"], "Donald Trump"),
        ("spaeker", ["speaker", "speakers"], "speaker"), ("x", ["y"], None), ("tax", [], None), ("ab", ["ba"], None),
    ],
)  # fmt: skip
def test_nearest(typed: str, known: list[str], near: str | None) -> None:
    assert nearest(typed, known) == ([near] if near else [])
    assert did_you_mean(typed, known) == (f"; did you mean {near}?" if near else "")


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_the_nearest_do_not_depend_on_the_order_of_the_known(typed: str, known: list[str]) -> None:
    found = nearest(typed, known, most=3)
    assert found == nearest(typed, known[::-1], most=3)
    assert set(found) <= set(known)
    assert typed not in known or nearest(typed, known)[0].casefold() == typed.casefold()


def test_the_help_page_needs_no_measure_of_likeness() -> None:
    code = "import sys; from quotes.cli import run; run(['--help']); sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_other_words_lead_to_commands_that_are_there_and_are_none_themselves() -> None:
    ctx = click.Context(program)
    for word, meant in OTHER_WORDS.items():
        assert word not in COMMANDS
        for each in meant:
            name, *rest = each.split()
            command = program.get_command(ctx, name) if not name.startswith("-") else program
            assert command is not None, each
            for inner in rest:
                if not inner.startswith("-"):
                    assert isinstance(command, click.Group)
                    command = command.get_command(ctx, inner)
                    assert command is not None, each


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("serach x", "there is no command 'serach'; did you mean search? (see quotes --help)"), ("list", "did you mean quotes search, quotes speakers list, quotes outlets list or quotes articles list?"),
        ("improt x", "did you mean import? (see"), ("qwertyuiop", "there is no command 'qwertyuiop' (see"), ("speakers lsit", "did you mean list? (see quotes speakers --help)"),
        ("speakers alias ad", "did you mean add?"), ("db bakcup", "did you mean backup?"), ("articles verions", "did you mean versions?"), ("outlets shwo", "did you mean show?"),
        ("search --order relevanse x", "there is no order 'relevanse'; did you mean relevance?"), ("search --order date,said x", "one order alone"), ("search --kind dircet", "did you mean direct?"), ("search --kind ''", "there is no kind"),
        ("search --status confrmed", "did you mean confirmed?"), ("search --status x,confirmed", "there is no status 'x'"), ("search --min-confidence 90", "90%"), ("search --min-confidence 150%", "is no share"),
        ("search --min-confidence high", "(0.9) or per cent (90%)"), ("search --since 2017 --until 2016", "--until 2016-12-31 is before --since 2017-01-01"), ("search --said-since -1w --said-until -2w", "is before --said-since"),
        ("report speakers --since 2017 --until 2016", "no day is in both"), ("search --uncredited --speaker okafor", "--uncredited and --speaker exclude each other"), ("search --since soon", "yesterday"),
    ],
)  # fmt: skip
def test_refusals_name_the_cure(filled: Call, line: str, says: str) -> None:
    found = filled(line)
    assert found.status == 2, found
    assert says in found.err
    assert found.err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("search --speaker 'Dnaa Okafor'", "no speaker is called 'Dnaa Okafor'; did you mean Dana Okafor?"), ("search --speaker Okafro", "did you mean Dana Okafor?"), ("search --speaker 'Vladimir Q'", "quotes speakers lists them"),
        ("speakers show 'Gareth Lindqivst'", "did you mean Gareth Lindqvist?"), ("search --outlet 'Tarnmouth Couriers'", "did you mean Tarnmouth Courier?"), ("report spekers", "did you mean speakers?"),
    ],
)  # fmt: skip
def test_names_that_are_not_there(filled: Call, line: str, says: str) -> None:
    found = filled(line)
    assert found.status == 4, found
    assert says in found.err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("search speaker:okafro", "no speaker is called 'okafro'; did you mean Dana Okafor?"), ("search spekaer:okafor", "there is no field spekaer:, so it counts as a word; did you mean speaker?"), ("search foo:bar", "there is no field foo:, so it counts as a word (there are speaker, outlet,"),
        ("search outlet:'Tarnmuth Courier'", "did you mean Tarnmouth"), ("search '(spring'", "opened and never closed"), ("search 'spring)'", "never opened"), ("search spring AND", "AND has nothing behind it"),
        ("search NOT AND spring", "NOT has nothing behind it"), ("search 'speaker:okafor -speaker:okafor'", "speaker:okafor and -speaker:okafor exclude each other"), ("search 'spring -spring'", "spring and -spring exclude each other"),
        ("search '(open -open) or safe'", "open and -open exclude"), ("export 'said:2017..2016'", "ends before it begins"), ("export speeker:okafor", "did you mean speaker?"), ("search 'said:2017..2016'", "ends before it begins"), ("search -n 0 bridge", "-n 0 asks for no rows; there are 1"), ("search okafor", "nothing found; try: quotes search 'speaker:okafor'"),
        ("search 'we open in autumn'", "nothing found; near: without *autumn*: 1"), ("search '\"we close in sumer\"'", "near: without *close*, *sumer*: 1"), ("search '\"open we\"'", "near: the words in any order: 1"),
        ("search bidge", "near: with *bridge* for *bidge*: 1"), ("search 'the brdige is safe'", "near: with *bridge* for *brdige*: 1"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_query(filled: Call, line: str, says: str) -> None:
    found = filled(line)
    assert found.status == 0, found
    assert says in found.err


NO_VALUE = "has no value right behind it, so it counts as a word"


@pytest.mark.parametrize(
    "line",
    [
        "search",
        "export --csv",
        "variants",
        "report speakers --query",
        "confirm --dry-run --query",
        "reject --dry-run --query",
        "correct --nobody --dry-run --query",
    ],
)
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("speaker:okafro", "quotes: no speaker is called 'okafro'; did you mean Dana Okafor?"),
        ("spekaer:okafor", "quotes: there is no field spekaer:, so it counts as a word; did you mean speaker?"),
        ("speaker: okafor", f"quotes: speaker: {NO_VALUE} (write speaker:value, without a blank)"),
        ('bridge -Outlet:""', f"quotes: Outlet: {NO_VALUE} (write Outlet:value, without a blank)"),
        ("(bridge", "quotes: a parenthesis is opened and never closed; it is taken to end with the query"),
        ('"bridge', "quotes: a quotation mark is opened and never closed; it is taken to end with the query"),
        ('title:"bridge', "quotes: a quotation mark is opened and never closed; it is taken to end with the query"),
    ],
)
def test_whatever_takes_a_query_says_what_is_odd_in_it(filled: Call, line: str, query: str, says: str) -> None:
    found = filled(f"{line} '{query}'")
    assert found.status == 0
    assert found.err.splitlines().count(says) == 1


def test_no_hint_to_a_speaker_who_said_nothing_that_the_filters_leave(filled: Call) -> None:
    assert "try:" not in filled("search okafor --until 2020").err
    assert "try:" not in filled("search zebra").err
    assert filled("search zebra").err == "nothing found\n"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("search --kind Direct", 2), ("search --kind direct,Partial", 3), ("search --kind 'PARTIAL, block'", 1), ("search --status Extracted,confirmed", 3), ("search --min-confidence 1%", 3), ("search --min-confidence '1 %'", 3),
        ("search --order Oldest", 3), ("search --since yesterday", 0), ("search --until today", 3), ("search --until 'last month'", 3), ("search kind:Direct,partial", 3), ("export --kind Direct", 2),
    ],
)  # fmt: skip
def test_what_people_type_is_accepted(filled: Call, line: str, count: int) -> None:
    found = filled(f"{line} --jsonl")
    assert found.status == 0, found
    assert len(found.out.splitlines()) == count


@pytest.mark.parametrize(
    ("line", "kind", "shown"),
    [
        ("show", "speaker", "a speaker: quotes speakers show"),
        ("show", "article", "an article: quotes articles show"),
        ("confirm", "article", "an article: quotes articles show"),
        ("articles show", "quote", "a quotation: quotes show"),
        ("articles show", "speaker", "a speaker: quotes speakers show"),
        ("speakers show", "quote", "a quotation: quotes show"),
        ("speakers show", "article", "an article: quotes articles show"),
    ],
)
def test_an_id_of_another_kind_leads_to_what_it_is_of(filled: Call, line: str, kind: str, shown: str) -> None:
    uid = filled(f"sql 'SELECT uid FROM {kind} ORDER BY uid LIMIT 1' --csv").out.split()[1]
    for typed in (uid, uid[:8].upper()):
        found = filled(f"{line} {typed}")
        assert (found.status, found.err.partition("; ")[2]) == (4, f"that is {shown} {uid}\n")


@pytest.mark.parametrize("typed", ["spring", "aaaaaaaaaaaaaaaaa", "s%", "99"])
def test_what_is_no_id_leads_nowhere(filled: Call, typed: str) -> None:
    for line in ("show", "articles show", "speakers show"):
        found = filled(f"{line} '{typed}'")
        assert found.status == 4
        assert "that is" not in found.err


@pytest.mark.parametrize("typed", [".tables", ".schema quote", "SHOW TABLES", "describe quote", "PRAGMA table_info(quote)", r"\\dt"])  # fmt: skip
def test_a_look_at_the_schema_leads_to_the_command_for_it(filled: Call, typed: str) -> None:
    found = filled(f"sql '{typed}'")
    assert (found.status, found.err.count("quotes db schema lists tables and their columns")) == (2, 1)
