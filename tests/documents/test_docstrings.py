"""Each docstring of a function stands without its neighbour: it begins with what the function does or returns."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.documents.examples import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
RIDDLE = re.compile(r"(?:Whom|Whose|Who|Which|Whether|Where|What|Why|When|How|The same|Of)\b|:")
"""Beginnings of docstrings that name what is meant and leave out what the function has to do with it."""
ATTRIBUTE = re.compile(r"(?:Whether|How|Where)\b")
"""What a property may begin with all the same: it is read as a value."""
COMMAND = re.compile(r"\b(?:command|group)\b")


def documented() -> Iterator[tuple[str, Function, str]]:
    """Every function of the package that has a docstring: where it stands, itself, its docstring."""
    for path in sorted((ROOT / "quotes").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function) and (told := ast.get_docstring(node)):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node, told


def decorators(node: Function) -> str:
    return " ".join(map(ast.unparse, node.decorator_list))


def is_riddle(node: Function, told: str) -> bool:
    """Whether a docstring leaves the verb to its neighbours; texts of help pages have their own rules."""
    return (
        RIDDLE.match(told) is not None
        and COMMAND.search(decorators(node)) is None
        and not ("property" in decorators(node) and ATTRIBUTE.match(told))
    )


def test_a_docstring_says_what_the_function_does() -> None:
    assert [f"{place}: {told.splitlines()[0]}" for place, node, told in documented() if is_riddle(node, told)] == []


@pytest.mark.parametrize(
    ("source", "riddle"),
    [
        pytest.param('def f():\n    """Whom a mention stands for."""', True, id="a question"),
        pytest.param('def f():\n    """Returns the person a mention refers to."""', False, id="a verb"),
        pytest.param('def f():\n    """:raises ValueError: there is none."""', True, id="errors alone"),
        pytest.param('def f():\n    """The same for bytes."""', True, id="a neighbour"),
        pytest.param('def f():\n    """Whoever asks gets the row."""', False, id="a word that begins alike"),
        pytest.param('@property\ndef f():\n    """Whether it is over."""', False, id="a property's value"),
        pytest.param('@property\ndef f():\n    """:raises ValueError: it is over."""', True, id="a property's errors"),
        pytest.param('@click.command()\ndef f():\n    """Whom to ask."""', False, id="a help text"),
    ],
)
def test_what_is_found(source: str, riddle: bool) -> None:
    (node,) = ast.parse(source).body
    assert isinstance(node, Function)
    assert is_riddle(node, ast.get_docstring(node) or "") is riddle
