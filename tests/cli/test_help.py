"""Help pages tell what is not to be guessed: variables, exit statuses, what may be repeated, how much comes."""

import re
from pathlib import Path

import click
import pytest

from quotes import errors
from quotes.cli.app import INTERRUPTED
from quotes.cli.manual import ENVIRONMENT, STATUSES
from tests.cli.calls import Call
from tests.cli.test_every_command import ALL

ROOT = Path(__file__).parents[2]
PARAMETERS = [(path, each) for path, command in ALL.items() for each in command.params]
ELSEWHERE = {"TERM", "_QUOTES_COMPLETE"}
"""Variables that terminals, and shells that complete, set themselves."""


def test_every_environment_variable_that_is_read_is_told(call: Call) -> None:
    sources = [
        path.read_text(encoding="utf-8") for path in (ROOT / "quotes").rglob("*.py") if "learn" not in path.parts
    ]
    read = {name for text in sources for name in re.findall(r'environ(?:\.get\(|\[)"(\w+)"', text)}
    read |= {name for text in sources for name in re.findall(r'^[A-Z]+ = "(QUOTES_\w+)"$', text, re.M)}
    assert read - ELSEWHERE <= {*ENVIRONMENT}
    assert {"QUOTES_DB", "QUOTES_WHO", "QUOTES_DEBUG", "NO_COLOR"} <= read
    shown = call("--help").out
    assert all(name in shown for name in ENVIRONMENT)


def test_every_exit_status_is_told(call: Call) -> None:
    classes = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.QuotesError)
    ]
    assert {each.exit_code for each in classes} | {0, INTERRUPTED} == {*STATUSES}
    shown = call("--help").out.partition("Exit status:")[2]
    assert [int(each) for each in re.findall(r"^ +(\d+) ", shown, re.M)] == [*STATUSES]


@pytest.mark.parametrize(("path", "parameter"), PARAMETERS, ids=[f"{path} {each.name}" for path, each in PARAMETERS])
def test_what_an_option_takes_is_told(path: str, parameter: click.Parameter) -> None:
    if isinstance(parameter, click.Argument):
        assert (parameter.nargs == -1) <= ("…" in parameter.make_metavar(click.Context(ALL[path])))
        return
    assert isinstance(parameter, click.Option)
    assert parameter.help
    if parameter.multiple:
        assert "repeat" in (parameter.help or "")
    if parameter.name == "limit":
        assert "[default: " in (parameter.help or "")


@pytest.mark.parametrize("path", sorted(ALL))
def test_no_page_tells_bounds_in_notation(call: Call, path: str) -> None:
    assert not re.search(r"\[[^\]\n]*x *[<>]|9223372036854775807", call(f"{path.replace('/', ' ')} --help").out)
