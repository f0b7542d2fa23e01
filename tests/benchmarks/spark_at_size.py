"""What Spark adds to extraction, and how articles go through Parquet into stores of both engines.

    python tests/benchmarks/spark_at_size.py overhead [--articles 10000] [--cores 1] [--rounds 3]
    python tests/benchmarks/spark_at_size.py through PATH|URL… [--articles 100000]

``overhead`` extracts the same Parquet files in plain processes, one for each core, and on so many cores of Spark; it says
what Spark took beyond, as a share of the CPU time of the processes, each by its best round.  The start of Spark's session
is not counted, that of its workers is.  ``through`` extracts on Spark, adds the result to each of the stores (new or empty), and verifies them.

Articles are those of ``corpus.py``, none longer than it is bundled: 1,700 characters on average.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet

from quotes.pipeline import extract_quotes
from tests.benchmarks.corpus import record

GROUP = 250
"""Articles in a group of rows of the input: what Spark reads in one piece."""
WANTED = 0.25
"""The most that Spark may add."""


def write(path: Path, numbers: range) -> None:
    """Writes the articles with these *numbers* as Parquet, each as long as it is bundled."""
    schema = pa.schema([(name, pa.string()) for name in record(0)])
    with pa.parquet.ParquetWriter(path, schema) as writer:
        for start in range(0, len(numbers), GROUP):
            rows = [record(number, shortest=0) for number in numbers[start : start + GROUP]]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


class Spent(NamedTuple):
    """Seconds of CPU time of a process with all that it started, and of the clock."""

    cpu: float
    wall: float

    def since(self, before: "Spent") -> "Spent":
        return Spent(self.cpu - before.cpu, self.wall - before.wall)


class Meter:
    """Looks once a second at what this process and its descendants have spent (Linux).

    A worker of Spark ends when it was idle for a while, and nobody is told what it had spent: the last look counts.
    What looking costs is left out: on a busy machine it is looked for long.
    """

    def __init__(self) -> None:
        self._ticks: dict[int, int] = {}
        self._looking = 0.0
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
            self._looking = time.thread_time()

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
        return Spent(sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK") - self._looking, time.monotonic())


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


def on_spark(source: Path, target: Path, cores: int) -> tuple[Spent, int]:
    """What the same takes on so many cores of Spark, from Parquet to Parquet, its session having started."""
    from quotes.spark.job import extract_files
    from quotes.spark.session import spark_session

    with spark_session(f"local[{cores},4]") as session, Meter() as meter:
        before = meter.spent()
        done = extract_files(session, str(source), str(target))
        return meter.spent().since(before), done.quotations


def overhead(count: int, cores: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "in")
        source.mkdir()
        files = [source / f"{core}.parquet" for core in range(cores)]
        for core, file in enumerate(files):
            write(file, range(count * core // cores, count * (core + 1) // cores))
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{count} articles, {size:.1f} MB of Parquet; seconds of CPU time, of the clock, quotations", flush=True)
        plain, spark = [], []
        for number in range(rounds):
            alone, quotations = in_processes(files)
            used, found = told("on_spark", source, Path(name, f"out-{number}"), cores)
            assert found == quotations, (found, quotations)
            print(f"{cores} processes: {alone.cpu:.1f} {alone.wall:.1f} {quotations}", flush=True)
            print(f"{cores} cores of Spark: {used.cpu:.1f} {used.wall:.1f} {found}", flush=True)
            plain.append(alone.cpu)
            spark.append(used.cpu)
        added = min(spark) / min(plain) - 1
        print(f"CPU time: {added:+.1%}, wanted at most {WANTED:.0%}")
        print(f"a million such articles: {min(spark) / count * 1e6 / 3600:.1f} hours of one core")


def in_processes(files: Sequence[Path]) -> tuple[Spent, int]:
    """What the files take, each in a process of its own, all at once."""
    with ThreadPoolExecutor(len(files)) as pool:
        parts = list(pool.map(lambda file: told("in_one_process", file), files))
    spent = Spent(sum(part.cpu for part, _ in parts), max(part.wall for part, _ in parts))
    return spent, sum(found for _, found in parts)


def told(what: str, *given: object) -> tuple[Spent, int]:
    """What a fresh process says that *what* took."""
    command = [sys.executable, __file__, what, *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    cpu, wall, quotations = done.stdout.split()
    return Spent(float(cpu), float(wall)), int(quotations)


def through(urls: Sequence[str], count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in.parquet"), Path(name, "out.parquet")
        write(source, range(count))
        used, quotations = on_spark(source, target, os.cpu_count() or 1)
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
    parser.add_argument("what", choices=("overhead", "through", "in_one_process", "on_spark"))
    parser.add_argument("places", nargs="*", metavar="PATH|URL")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    if given.what == "overhead":
        overhead(given.articles or 10_000, given.cores, given.rounds)
    elif given.what == "through":
        through(given.places, given.articles or 100_000)
    else:
        if given.what == "on_spark":
            used, quotations = on_spark(Path(given.places[0]), Path(given.places[1]), int(given.places[2]))
        else:
            used, quotations = in_one_process(Path(given.places[0]))
        print(f"{used.cpu:.1f} {used.wall:.1f} {quotations}")


if __name__ == "__main__":
    main()
