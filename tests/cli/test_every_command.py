"""What holds of every command and subcommand, also of those that come later."""

from pathlib import Path

import click
import pytest

from quotes.cli import COMMANDS, quotes
from quotes.cli.manual import every_command
from tests.cli.calls import Call

READING = set(
    "demo extract spark evaluate search show export report sql verify log stats check datasette-config completion man "
    "speakers/list speakers/show speakers/suggest speakers/export outlets/list outlets/show outlets/suggest "
    "articles/list articles/show articles/versions articles/gold variants/list db/path db/info db/check db/schema".split()
)
"""Commands that change nothing in the store."""
APART = {"db/backup", "db/copy", "db/reindex", "review", "serve"}
"""Commands that write, but where a dry run says nothing: copies, indexes made again, people's answers one by one."""
WITHOUT_A_STORE = {"demo", "extract", "spark", "evaluate", "completion", "man"}


ALL = {"/".join(path.split()[1:]): command for path, command, _ in every_command(quotes) if command is not quotes}
LEAVES = {path: command for path, command in ALL.items() if not isinstance(command, click.Group)}


def options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("path", ALL)
def test_help_begins_with_an_example(call: Call, path: str) -> None:
    found = call(f"{path.replace('/', ' ')} --help")
    assert found.status == 0
    before = found.out.split("Options:")[0]
    examples = [line.strip() for line in before.splitlines()[1:] if line.strip().startswith("quotes ")]
    assert examples, "no example"
    names = path.split("/")
    assert examples[0].split()[1 : 1 + len(names)] == names or isinstance(ALL[path], click.Group)
    assert len(before.splitlines()[2].strip()) > 8, "says what it does"


@pytest.mark.parametrize("path", sorted(set(LEAVES) - WITHOUT_A_STORE))
def test_the_database_can_be_named_after_the_command(path: str) -> None:
    assert {"--db", "--wait"} <= options(LEAVES[path])


@pytest.mark.parametrize("path", sorted(set(LEAVES) - READING - APART))
def test_what_writes_takes_a_dry_run(path: str) -> None:
    assert "--dry-run" in options(LEAVES[path])


@pytest.mark.parametrize("path", [path for path in LEAVES if "--format" in options(LEAVES[path])])
def test_a_listing_takes_a_file_and_a_number(path: str) -> None:
    assert {"--output", "--limit", "--csv", "--json", "--jsonl", "--tsv", "--table", "--md"} <= options(LEAVES[path])


def test_the_listings() -> None:
    wanted = {"search", "export", "report", "sql", "extract", "speakers/list", "outlets/list"}
    assert wanted <= {path for path in LEAVES if "--format" in options(LEAVES[path])}
    filters = set("--speaker --outlet --since --until --said-since --said-until --via --kind --status".split())
    for path in ("search", "export", "report", "speakers/list", "outlets/list"):
        assert {*filters, "--min-confidence", "--uncredited"} <= options(LEAVES[path])


@pytest.mark.parametrize(
    "line",
    [
        "search x", "show x", "export", "report months", "sql 'SELECT 1'", "speakers list", "speakers show x", "outlets list",
        "outlets show x", "verify", "db info", "log",
    ],
)  # fmt: skip
def test_reading_makes_no_database(call: Call, home: Path, line: str) -> None:
    found = call(line)
    assert (found.status, found.out) == (4, "")
    assert "there is no database at" in found.err
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("path", ALL)
def test_no_option_stands_twice(path: str) -> None:
    told = [option for parameter in ALL[path].params for option in (*parameter.opts, *parameter.secondary_opts)]
    assert len(told) == len(set(told))


def test_commands_are_listed_in_one_place() -> None:
    assert set(COMMANDS) == {path for path in ALL if "/" not in path}
