"""Words that begin with a minus are words of the query; options stay options, and what they take stays theirs."""

import pytest

from quotes.cli.commands.search import command
from quotes.cli.options.query import query_text


@pytest.mark.parametrize(
    ("arguments", "query", "options"),
    [
        pytest.param(["-war"], "-war", {}, id="a word alone"),
        pytest.param(["bridge", "-war"], "bridge -war", {}, id="a word behind another"),
        pytest.param(["-2w"], "-2w", {}, id="a digit first"),
        pytest.param(["-u.s."], "-u.s.", {}, id="points"),
        pytest.param(['-"a phrase"'], '-"a phrase"', {}, id="a phrase"),
        pytest.param(["-speaker:okafor"], "-speaker:okafor", {}, id="a field"),
        pytest.param(["-n", "5", "-war"], "-war", {"limit": 5}, id="behind an option's value"),
        pytest.param(["-n5", "war"], "war", {"limit": 5}, id="an option with its value"),
        pytest.param(["--csv", "-war"], "-war", {}, id="behind a flag"),
        pytest.param(["--since", "-2w", "war"], "war", {}, id="the value of an option"),
    ],
)
def test_minus(arguments: list[str], query: str, options: dict[str, object]) -> None:
    with command.make_context("search", arguments) as context:
        assert query_text(context.params["query"]) == query
        assert {name: context.params[name] for name in options} == options
