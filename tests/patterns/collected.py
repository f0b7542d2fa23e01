"""Every regular expression of the package, read from its source: what a call of ``re`` is given, wherever it stands."""

import ast
import importlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "quotes"
TAKING = frozenset("compile match fullmatch search sub subn split findall finditer".split())
"""Functions of ``re`` whose first argument is a pattern."""
WALKING = frozenset("search sub subn split findall finditer".split())
"""Methods of a pattern that try it at every place of a text."""
UNKNOWN = "Okafor"
"""Stands for what is only known when the program runs: a name, a cue."""
ELSEWHERE = {
    ("quotes.store.search.exact_search", "storable(pattern)"): "what somebody searches for with --regex",
    ("quotes.store.review.review_decisions", "pattern_of(given)"): r"painful\s+but\s+right",
}
"""Patterns that no constant tells anything of: a sample of them, or who is answerable."""


class Pattern(NamedTuple):
    """One pattern of the package."""

    place: str
    """``quotes.mentions.capitalised_runs:49 _CHAIN``"""
    text: str
    flags: int
    walks: bool
    """Whether it is tried at every place of a text (``search`` and the like), not only where it is asked for."""
    whole: bool
    """Whether it is asked to take all of a text (``fullmatch``)."""
    binary: bool

    def compiled(self) -> "re.Pattern[str]":
        """The pattern for text; one for bytes is that of the characters with these codes."""
        return re.compile(self.text, self.flags | (re.ASCII if self.binary else 0))


@cache
def trees() -> dict[str, ast.Module]:
    """The modules of the package, by their names, parsed."""
    return {
        ".".join(("quotes", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def patterns() -> tuple[Pattern, ...]:
    """All of them, in the order of the source.

    :raises LookupError: a pattern is made in a way that cannot be read here.
    """
    methods = _methods()
    found: list[Pattern] = []
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and _function(node.func) in TAKING):
                continue
            name = _name_of(tree, node)
            given = _value(module, node.args[0])
            flags = next((each.value for each in node.keywords if each.arg == "flags"), None)
            if flags is None and _function(node.func) == "compile" and len(node.args) > 1:
                flags = node.args[1]
            if given is None:
                continue
            used = methods.get(name, WALKING) if name else {_function(node.func)}
            found.append(
                Pattern(
                    f"{module}:{node.lineno} {name or _function(node.func)}",
                    given if isinstance(given, str) else given.decode("latin-1"),
                    0 if flags is None else int(_evaluated(module, flags)),
                    bool(used & WALKING) or (not name and _function(node.func) == "compile"),
                    "fullmatch" in used,
                    isinstance(given, bytes),
                )
            )
    return tuple(found)


def _function(called: ast.expr) -> str:
    """The name of a function of ``re``, else nothing."""
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
        return called.attr
    return ""


def _name_of(tree: ast.Module, call: ast.Call) -> str:
    """The name that a module gives the pattern compiled by *call*, else nothing."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.value is call and isinstance(node.targets[0], ast.Name):
            return node.targets[0].id
    return ""


def _methods() -> dict[str, set[str]]:
    """The methods that the package calls on each name; nothing of a name that also goes elsewhere by itself."""
    found: dict[str, set[str]] = {}
    alone: set[str] = set()
    for tree in trees().values():
        held = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in held:
                alone.add(node.id)
    return {name: used for name, used in found.items() if name not in alone}


def _value(module: str, node: ast.expr) -> str | bytes | None:
    """The pattern that *node* stands for; None where it is known to be none of ours."""
    known = (module, ast.unparse(node).replace("'", '"'))
    for (where, source), sample in ELSEWHERE.items():
        if known == (where, ast.unparse(ast.parse(source)).replace("'", '"')):
            return sample if "\\" in sample else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else _inserted(module, part) for part in node.values
        )
    given = _evaluated(module, node)
    if not isinstance(given, str | bytes):
        raise LookupError(f"{module}: what pattern is {ast.unparse(node)}?")
    return given


def _inserted(module: str, part: ast.expr) -> str:
    assert isinstance(part, ast.FormattedValue)
    try:
        return format(_evaluated(module, part.value))
    except NameError:
        return UNKNOWN


def _evaluated(module: str, node: ast.expr):  # type: ignore[no-untyped-def]
    """The value of an expression at the end of its module, which is imported only where it isn't a constant."""
    if isinstance(node, ast.Constant):
        return node.value
    return eval(compile(ast.Expression(node), module, "eval"), dict(vars(importlib.import_module(module))))
