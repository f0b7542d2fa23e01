"""Pages that are made from the program say what the program says today."""

import re

import pytest

from quotes.cli import COMMANDS, quotes
from quotes.cli.manual import every_command
from tests.documents.generate import DOCS, GENERATED, RENEW


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    if (DOCS / name).read_text(encoding="utf-8") != GENERATED[name]():
        pytest.fail(f"docs/{name} is out of date: {RENEW}", pytrace=False)


def test_every_command_is_documented() -> None:
    headings = re.findall("^## (.+)$", (DOCS / "commands.md").read_text(encoding="utf-8"), re.M)
    assert headings == [path for path, _, _ in every_command(quotes)]
    assert {f"quotes {name}" for name in COMMANDS} <= {*headings}
