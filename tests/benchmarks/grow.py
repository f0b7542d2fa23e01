"""How `quotes extract` and `quotes add` grow, and what reading a store back costs: the tables of docs/scale.md.

    python -m tests.benchmarks.grow add [--sizes 1000,10000] [--jobs 1,2] [--url postgresql://…]
    python -m tests.benchmarks.grow store SOURCE PATH|URL [PATH|URL …]
    python -m tests.benchmarks.grow read PATH|URL [PATH|URL …] [--only report]

``add`` makes articles (``corpus.py``), extracts and adds them, each time into a new store (with ``--url`` one database
is emptied each time). ``store`` adds SOURCE, best what ``quotes spark`` has extracted, to stores that are kept: after
an interruption the same command goes on. ``read`` asks stores that are there, each with words of ``big_store.py``.

CPU seconds are those of all processes of a command, also of the workers, for which this process takes in whoever
has lost their parent (Linux). A PostgreSQL server's own are not in them. On a machine with other work, articles a
second of CPU say more than articles a second.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

PROGRAM = [sys.executable, "-c", "from quotes.cli import main; main()"]
ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of Linux: orphans of our children become our children, so that we learn what they spent."""
WORDS = "from tests.benchmarks.big_store import vocabulary; words = vocabulary(); print(words[-500], words[40])"


REPORTS = ("speakers", "outlets", "months", "share", "timeline", "verbs", "co-quoted", "one-source")
COUNT = """
import sys
from sqlalchemy import text
from quotes.store.database.connect import open_store
with open_store(sys.argv[1]).reading() as session:
    print(*(f"{session.scalar(text(f'SELECT COUNT(*) FROM {table}')):,}" for table in ("article", "quote")))
"""


class Cost(NamedTuple):
    """Seconds by the clock, seconds of CPU of all processes, and the most memory of the command's own, in MB."""

    wall: float
    cpu: float
    memory: float
    workers: float
    """The most memory that one of its workers had, in MB; 0 if there was none."""


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cost(*arguments: str) -> Cost:
    """What a command costs; it must end well.  Its output goes nowhere."""
    before, began = spent(), time.monotonic()
    process = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    workers = 0
    while True:
        try:
            workers = max(workers, os.wait4(-1, 0)[2].ru_maxrss)
        except ChildProcessError:
            break
    return Cost(wall, spent() - before, used.ru_maxrss / 1024, workers / 1024)


@contextmanager
def store(folder: Path, url: str | None) -> Iterator[str]:
    """A store that does not exist yet: a file, or the database at *url*, emptied."""
    if url is None:
        path = folder / "grow.db"
        yield str(path)
        for each in folder.glob("grow.db*"):
            each.unlink()
        return
    asked(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    yield url


def size(url: str) -> float:
    """The bytes of a store, in MB."""
    if "://" not in url:
        return sum(each.stat().st_size for each in Path(url).parent.glob(f"{Path(url).name}*")) / 1e6
    return float(asked(url, "SELECT pg_database_size(current_database())")) / 1e6


def asked(url: str, statement: str) -> str:
    return helped("-c", f"import psycopg; c = psycopg.connect({url!r}, autocommit=True).execute({statement!r}); "
                  "print(c.fetchone()[0] if c.description else '')")  # fmt: skip


def helped(*arguments: str) -> str:
    """What Python prints, run apart from this process and from what is measured."""
    return subprocess.run([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def grow(sizes: Sequence[int], jobs: Sequence[int], url: str | None) -> None:
    print("| articles | command | jobs | articles a second | a second of CPU | memory, MB | a worker, MB | store, MB |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    with TemporaryDirectory(prefix="quotes-grow-") as name:
        folder = Path(name)
        for count in sizes:
            source = str(folder / "articles.jsonl")
            helped("-m", "tests.benchmarks.corpus", source, str(count))
            for each in jobs:
                _line(count, "extract", each, cost("extract", "-f", "jsonl", "--jobs", str(each), source), "")
            for each in jobs:
                with store(folder, url) as place:
                    found = cost("--db", place, "add", "-q", "--jobs", str(each), source)
                    _line(count, "add", each, found, f"{size(place):,.0f}")


def _line(count: int, command: str, jobs: int, found: Cost, stored: str) -> None:
    rates = f"{count / found.wall:,.0f} | {count / found.cpu:,.0f}"
    worker = f"{found.workers:,.0f}" if found.workers else ""
    print(f"| {count:,} | {command} | {jobs} | {rates} | {found.memory:,.0f} | {worker} | {stored} |", flush=True)


def fill(source: str, urls: Sequence[str]) -> None:
    print("| store | seconds | seconds of CPU | memory, MB | articles | quotations | store, MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for url in urls:
        found = cost("--db", url, "add", "-q", source)
        counts = " | ".join(helped("-c", COUNT, url).split())
        line = f"{found.wall:,.0f} | {found.cpu:,.0f} | {found.memory:,.0f} | {counts} | {size(url):,.0f}"
        print(f"| {Path(url).name} | {line} |", flush=True)


def read(urls: Sequence[str], only: str = "") -> None:
    rare, common = helped("-c", WORDS).split()
    reading = {
        "search, a rare word": ["search", rare],
        "search, a common word": ["search", common],
        "search --csv, a common word": ["search", common, "--csv", "-n", "1000000"],
        "speakers list": ["speakers", "list"],
        "stats": ["stats"],
        **{f"report {name}": ["report", name, "-n", "20"] for name in REPORTS},
        "export --csv": ["export", "--csv"],
        "speakers suggest": ["speakers", "suggest"],
        "verify": ["verify"],
        "db check": ["db", "check"],
    }
    print("| store | command | seconds | seconds of CPU | memory, MB |")
    print("|---|---|---:|---:|---:|")
    for url in urls:
        for name, arguments in reading.items():
            if only not in name:
                continue
            found = cost("--db", url, *arguments)
            print(
                f"| {Path(url).name} | {name} | {found.wall:.1f} | {found.cpu:.1f} | {found.memory:,.0f} |", flush=True
            )


def numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="what")
    adding = commands.add_parser("add")
    adding.add_argument("--sizes", type=numbers, default=[1000, 10_000])
    adding.add_argument("--jobs", type=numbers, default=[1, 2])
    adding.add_argument("--url", help="An empty PostgreSQL database; all that is in it is lost.")
    reading = commands.add_parser("read")
    reading.add_argument("urls", nargs="+", metavar="PATH|URL")
    reading.add_argument("--only", default="", help="What the names of the commands that are measured hold.")
    storing = commands.add_parser("store")
    storing.add_argument("source", metavar="SOURCE")
    storing.add_argument("urls", nargs="+", metavar="PATH|URL")
    given = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    if given.what == "add":
        grow(given.sizes, given.jobs, given.url)
    elif given.what == "store":
        fill(given.source, given.urls)
    else:
        read(given.urls, given.only)


if __name__ == "__main__":
    main()
