"""What documents say of the code is so: layers, tables, constants, files and folders that they name."""

import ast
import re
import tomllib

import pytest

from quotes.learn.steps import STEPS
from quotes.store.columns import Base
from tests.documents.examples import PAGES, ROOT

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
RETRAINING = (ROOT / "docs" / "retraining.md").read_text(encoding="utf-8")


def test_the_layers_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each for each in contracts if each.get("containers") == ["quotes"])["layers"]
    (shown,) = re.findall(r"```text\n(__main__.*?)```", ARCHITECTURE, re.S)
    lines = [line.split(", ") for line in shown.splitlines()]
    folders = {path.name for path in (ROOT / "quotes").iterdir() if (path / "__init__.py").exists()}
    named = {name for line in lines for name in line} | folders
    assert lines == [kept for layer in layers if (kept := [name for name in layer.split(" | ") if name in named])]


def test_every_table_is_explained() -> None:
    told = {name for row in re.findall(r"^\| (`[a-z_`, ]+) \|", ARCHITECTURE, re.M) for name in re.findall(r"\w+", row)}
    assert set(Base.metadata.tables) <= told


def test_every_learner_has_its_row() -> None:
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| [^|]+ \|$", RETRAINING, re.M)[: len(STEPS)] == list(STEPS)


def assigned(path: str) -> set[str]:
    """The names that a module of the package assigns at its top level."""
    tree = ast.parse((ROOT / "quotes" / path).read_text(encoding="utf-8"))
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


CONSTANTS = [
    (names, places)
    for names, places in re.findall(r"^\| (`[A-Z_].*?) \| (`[a-z_/]+\.py`.*?) \|", RETRAINING, re.M)
    if places
]


@pytest.mark.parametrize(("names", "places"), CONSTANTS, ids=[names for names, _ in CONSTANTS])
def test_fitted_constants_are_where_the_page_says(names: str, places: str) -> None:
    paths = re.findall(r"`([\w/]+\.py)`", places)
    folder = paths[0].rpartition("/")[0]
    there = set.union(*(assigned(path if "/" in path or not folder else f"{folder}/{path}") for path in paths))
    assert set(re.findall(r"`(\w+)`", names)) <= there


def test_constants_are_found_at_all() -> None:
    assert len(CONSTANTS) > 10


@pytest.mark.parametrize("name", PAGES)
def test_files_that_a_page_names_are_there(name: str) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.S)
    for path in re.findall(r"`((?:quotes|tests|alembic|docs)/[\w./-]+)`", text):
        if not path.rpartition("/")[2].isupper() and "NNNN" not in path and "NAME" not in path:
            assert (ROOT / path).exists(), path
