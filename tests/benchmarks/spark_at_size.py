"""What Spark adds to extraction, and how articles go through Parquet into stores of both engines.

    python tests/benchmarks/spark_at_size.py overhead [--articles 10000]
    python tests/benchmarks/spark_at_size.py through PATH|URL… [--articles 100000]

``overhead`` extracts the same Parquet file in one process and on Spark, and says what Spark took beyond, as a share of
the CPU time of the one process; the start of Spark's session is not counted, that of its workers is.  ``through``
extracts on Spark, adds the result to each of the stores (new or empty), and verifies them.

Articles are the bundled ones under other names of people, so that no two are the same and each has to be read.
"""

import argparse
import gc
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet

from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.samples import articles as bundled
from tests.benchmarks.big_store import speakers

SEED = 20260301
GROUP = 250
"""Articles in a group of rows of the input: what Spark reads in one piece."""
MASTER = "local[2,4]"
WANTED = 0.25
"""The most that Spark may add."""
SCHEMA = pa.schema([(name, pa.string()) for name in ("id", "outlet", "date", "title", "author", "url", "text")])


@cache
def _originals() -> tuple[tuple[Article, tuple[str, ...]], ...]:
    """The bundled articles, each with the family names of those whom it quotes."""
    found = []
    for article in bundled():
        names = {quote.speaker for quote in extract_quotes(article) if quote.speaker and quote.speaker_kind == "person"}
        found.append((article, tuple(sorted({name.split()[-1] for name in names if " " in name}))))
    return tuple(found)


def generated(count: int) -> Iterator[dict[str, Any]]:
    """So many rows of articles, made up from a seed."""
    chance = random.Random(SEED)
    family = [person.name.split()[-1] for person in speakers(5000)]
    for number in range(count):
        article, names = _originals()[number % len(_originals())]
        text = _renamed(article.text, {name: chance.choice(family) for name in names})
        yield {
            "id": f"{number}",
            "outlet": article.outlet or f"Paper {number % 200}",
            "date": str(article.published_on or "2025-10-09"),
            "title": article.title,
            "author": article.byline,
            "url": f"https://paper{number % 200}.example/{number}",
            "text": f"{text}\n\nEdition {number}.",
        }


def _renamed(text: str, others: Mapping[str, str]) -> str:
    return re.sub(r"\w+", lambda match: others.get(match[0], match[0]), text)


def write(path: Path, count: int) -> None:
    with pa.parquet.ParquetWriter(path, SCHEMA) as writer:
        rows: list[dict[str, Any]] = []
        for row in generated(count):
            rows.append(row)
            if len(rows) == GROUP:
                writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))
                rows = []
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))


class Spent(NamedTuple):
    """Seconds of CPU time of a process with all that it started, and of the clock."""

    cpu: float
    wall: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(self.cpu - before.cpu, self.wall - before.wall)


class Meter:
    """Looks once a second at what this process and its descendants have spent (Linux).

    A worker of Spark ends when it was idle for a while, and nobody is told what it had spent: the last look counts.
    """

    def __init__(self) -> None:
        self._ticks: dict[int, int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> "Meter":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._ended.wait(1):
            self._look()

    def _look(self) -> None:
        children: dict[int, list[int]] = {}
        ticks: dict[int, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue  # it has ended
                ticks[int(entry.name)] = sum(map(int, fields[11:13]))
                children.setdefault(int(fields[1]), []).append(int(entry.name))
        left = [os.getpid()]
        while left:
            pid = left.pop()
            if pid in ticks:
                self._ticks[pid] = ticks[pid]
            left += children.get(pid, [])

    def spent(self) -> Spent:
        """All until now."""
        self._look()
        return Spent(sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK"), time.monotonic())


def in_one_process(source: Path) -> tuple[Spent, int]:
    """What reading and extracting the articles takes here, and how many quotations there were."""
    from quotes.ingest import read

    gc.set_threshold(50_000)
    quotations = 0
    with Meter() as meter:
        before = meter.spent()
        for item in read([str(source)]):
            if item.article is not None:
                quotations += len(extract_quotes(item.article))
        return meter.spent().since(before), quotations


def on_spark(source: Path, target: Path) -> tuple[Spent, int]:
    """What the same takes on Spark, from Parquet to Parquet, its session having started."""
    from quotes.spark.job import extract_files
    from quotes.spark.session import spark_session

    with spark_session(MASTER) as session, Meter() as meter:
        before = meter.spent()
        done = extract_files(session, str(source), str(target))
        return meter.spent().since(before), done.quotations


def overhead(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in.parquet"), Path(name, "out.parquet")
        write(source, count)
        print(f"{count} articles, {source.stat().st_size / 1e6:.1f} MB of Parquet", flush=True)
        alone = subprocess.run(
            [sys.executable, __file__, "alone", str(source)], capture_output=True, text=True, check=True
        )
        print(f"one process: {alone.stdout.strip()}", flush=True)
        cpu, wall, quotations = map(float, alone.stdout.split())
        used, found = on_spark(source, target)
        assert found == quotations, (found, quotations)
        print(f"Spark, {MASTER}: {used.cpu:.1f} {used.wall:.1f} {found}")
        added = used.cpu / cpu - 1
        print(f"CPU time: {added:+.1%}, wanted at most {WANTED:.0%}; clock: {used.wall / wall:.2f} of one process")
        print(f"a million such articles: {used.cpu / count * 1e6 / 3600:.1f} hours of one core")


def through(urls: Sequence[str], count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in.parquet"), Path(name, "out.parquet")
        write(source, count)
        used, quotations = on_spark(source, target)
        size = sum(path.stat().st_size for path in target.glob("*.parquet")) / 1e6
        print(
            f"{count} articles, {quotations} quotations on Spark: {used.cpu:.0f} s of CPU time, {used.wall:.0f} s; {size:.1f} MB",
            flush=True,
        )
        for url in urls:
            for arguments in (["add", str(target), "-q"], ["verify"]):
                command = [sys.executable, "-c", "from quotes.cli import main; main()", "--db", url, *arguments]
                with Meter() as meter:
                    before = meter.spent()
                    done = subprocess.run(command, capture_output=True, text=True, check=False)
                    took = meter.spent().since(before)
                said = (done.stdout + done.stderr).strip().splitlines()
                print(f"{url.rpartition('/')[2]}: {arguments[0]} {took.cpu:.0f} s of CPU time, {took.wall:.0f} s, status {done.returncode}: {said[-1] if said else ''}", flush=True)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("overhead", "through", "alone"))
    parser.add_argument("places", nargs="*", metavar="PATH|URL")
    parser.add_argument("--articles", type=int)
    given = parser.parse_args(arguments)
    if given.what == "overhead":
        overhead(given.articles or 10_000)
    elif given.what == "through":
        through(given.places, given.articles or 100_000)
    else:
        used, quotations = in_one_process(Path(given.places[0]))
        print(f"{used.cpu:.1f} {used.wall:.1f} {quotations}")


if __name__ == "__main__":
    main()
