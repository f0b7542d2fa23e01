"""Examples in documents: code that is run in the order of the page, and what it prints.

A block of ``sh`` or ``python`` is run.  A block of ``text`` right behind one shows what it prints, standard error among
it; there ``…`` at the end of a line stands for the rest of the line, and a line of ``…`` alone for any lines.  Where
nothing can be run (a server, a network), a comment ``<!-- not run: why -->`` stands before the block.

``python -m tests.documents.examples PAGE…`` writes what is printed today into those blocks that show something else.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
RENEW = "python -m tests.documents.examples"
PAGES = sorted(
    str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.is_file()
)
_BLOCK = re.compile(
    r"(?P<skipped><!-- not run: [^\n]+ -->\n)?"
    r"```(?P<language>sh|python)\n(?P<code>.*?)^```\n"
    r"(?:\n?```text\n(?P<printed>.*?)^```\n)?",
    re.S | re.M,
)
_MARKER = "=== the next example ==="
_CLOCK = re.compile(r"\b20\d\d-\d\d-\d\d \d\d:\d\d\b")
_CONFIDENCE = re.compile(r"\b\d{1,3} %|\b0\.\d{3}\b")
HOME, NOON = "/home/dana", "2025-10-12 12:00"
"""What stands in documents for the folder and the time of the run."""


class Example(NamedTuple):
    """A block that is run: its code as the shell reads it, what the page shows of its output, and where that stands."""

    code: str
    printed: str | None
    """None where the page doesn't show it."""
    start: int
    end: int


def examples(page: str, *, also: str | None = None) -> list[Example]:
    """The examples of *page* (its text) in order, without those that cannot be run, but for the reason *also*."""
    found = []
    for match in _BLOCK.finditer(page):
        if match["skipped"] and (also is None or also not in match["skipped"]):
            continue
        code = match["code"]
        if match["language"] == "python":
            code = f"python - <<'PYTHON'\n{code}PYTHON\n"
        start, end = match.span("printed")
        found.append(Example(code, match["printed"], start, end))
    return found


def run(found: Sequence[Example], folder: Path, tools: Path | None = None) -> tuple[int, list[str]]:
    """Run the examples one after the other in one shell, in *folder*, which is empty and is the user's home.

    Programs are those beside this Python, or first those in *tools*.  Returns the exit status and what each example that was begun has printed.
    """
    # A server that an example started would keep the output open, and this would wait for its end, where a line failed.
    code = "trap 'for job in $(jobs -p); do kill $job; done || true' EXIT\nset -eu\n" + f"\necho '{_MARKER}'\n".join(
        example.code for example in found
    )
    kept = {k: v for k, v in os.environ.items() if k not in ("QUOTES_DB", "XDG_DATA_HOME", "COLUMNS", "FORCE_COLOR")}
    path = ":".join([*([str(tools)] if tools else []), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**kept, "HOME": str(folder), "PATH": path, "PYTHONUNBUFFERED": "1", "QUOTES_WHO": "dana"}
    done = subprocess.run(
        ["bash", "-c", code],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    printed = _CLOCK.sub(NOON, done.stdout.replace(str(folder), HOME))
    return done.returncode, printed.split(f"{_MARKER}\n")


def agrees(shown: str, printed: str) -> bool:
    """Whether what a page shows is what was printed, but for what it leaves out by ``…``.

    Confidence (``98 %``, ``0.981``) may be any: every fit of the models changes it.
    """
    return (
        re.fullmatch("".join(_pattern(line) for line in shown.strip("\n").split("\n")), printed.strip("\n") + "\n")
        is not None
    )


def _pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*?"
    parts = _CONFIDENCE.split(line.removesuffix("…"))
    return f"(?:{_CONFIDENCE.pattern})".join(map(re.escape, parts)) + (".*" if line.endswith("…") else "") + r"\n"


def renewed(page: str, found: Sequence[Example], printed: Sequence[str]) -> str:
    """*page* with what was *printed* in the place of what it shows wrongly."""
    for example, text in reversed(list(zip(found, printed, strict=False))):
        if example.printed is not None and not agrees(example.printed, text):
            page = page[: example.start] + text.strip("\n") + "\n" + page[example.end :]
    return page


def main(names: Sequence[str]) -> None:
    """Renew the pages *names*."""
    for name in names:
        path = Path(name)
        page = path.read_text(encoding="utf-8")
        found = examples(page)
        with TemporaryDirectory() as folder:
            status, printed = run(found, Path(folder))
        if status:
            sys.exit(f"{name}: example {len(printed)} ends with {status}\n{printed[-1]}")
        path.write_text(renewed(page, found, printed), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
