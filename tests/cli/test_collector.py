"""Python's collector rests while a command loads its modules, and works when it has opened the store."""

import subprocess
import sys
from pathlib import Path

import pytest

import quotes.cli.commands
from quotes.cli.collector import YOUNG

FOLDER = Path(quotes.cli.commands.__file__).parent
TAKING = [path for path in FOLDER.rglob("*.py") if "@database_options" in path.read_text(encoding="utf-8")]
WAYS = ("opened(", "opened_for_writing(", "resume()")
STATES = """
import gc
from quotes.cli import collector
seen = [gc.isenabled()]
collector.rest()
seen.append(gc.isenabled())
if {own}:
    collector.own()
    collector.rest()
    seen.append(gc.isenabled())
    collector.resume()
    collector.resume()
    seen.append((gc.isenabled(), gc.get_freeze_count() > 1000, gc.get_threshold()[0]))
print(seen)
"""


@pytest.mark.parametrize("path", TAKING, ids=lambda path: str(path.relative_to(FOLDER)))
def test_every_command_that_takes_a_database_lets_it_work_again(path: Path) -> None:
    if path.name != "path.py":  # which ends at once
        assert any(way in path.read_text(encoding="utf-8") for way in WAYS)


@pytest.mark.parametrize(
    ("own", "states"),
    [(False, [True, True]), (True, [True, True, False, (True, True, YOUNG)])],
    ids=["another's process", "the program's own"],
)
def test_it_rests_in_the_programs_own_process_alone(own: bool, states: list[object]) -> None:
    done = subprocess.run([sys.executable, "-c", STATES.format(own=own)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{states}\n"
