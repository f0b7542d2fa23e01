"""The README tells the truth: its commands run."""

import os
import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SHELL = [block for block in re.findall(r"```sh\n(.*?)```", README, re.S) if "python3 -m venv" not in block]


def test_it_begins_with_how_to_get_the_program() -> None:
    first = re.findall(r"```sh\n(.*?)```", README, re.S)[0].splitlines()
    assert [line.split()[0] for line in first[:3]] == ["git", "cd", "python3"]
    assert first[0] == f"git clone <address of the repository> {first[1].split()[1]}"
    assert README.index("git clone") < README.index("pip install") < README.index("does not provide the extra")


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("QUOTES_DB", "XDG_DATA_HOME")}
    tools = Path(sys.executable).parent
    return {**kept, "HOME": str(folder), "PATH": f"{tools}:{os.environ['PATH']}"}


def test_the_shell_blocks_run_in_order(tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(SHELL)
    found = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    assert "Dana Okafor" in found.stdout
    assert (tmp_path / "quotes.csv").read_text().count("\n") >= 6


def test_the_python_block_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "We open in spring, Dana Okafor" in found.stdout
