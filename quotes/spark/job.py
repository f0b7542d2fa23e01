"""Reads articles from Parquet, extracts them on Spark, and writes them with their quotations as Parquet."""

import heapq
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.errors import Interrupted, QuotesError, UsageProblem
from quotes.spark.faults import told_in_a_line
from quotes.spark.frame import extract

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TASKS_A_CORE = 3
"""Tasks for each core where the input is cut anew: Spark's guide to tuning recommends two or three."""
MOST_WAITING = 0.1
"""The share of a core's articles for which the others may wait at the end.  Cutting anew costs about a hundredth of
extraction (docs/spark.md)."""
FEW = 200
"""Articles that are never cut anew: a core extracts them in the time, 2 s, in which a new Java first cuts anything."""
SHOWN = 5
"""Articles that failed of which it is said why."""
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",  # the day of an instant is that of UTC, as where a table is read without Spark
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}


class Outcome(NamedTuple):
    """How many articles were read, quotations found, and articles failed; of the first of these, id and reason."""

    articles: int
    quotations: int
    failed: int
    failures: tuple[tuple[str | None, str], ...]


def refuse_existing(target: str) -> None:
    """Checks, before Spark is started, that nothing on this machine is called *target*.

    :raises UsageProblem: something is.
    """
    if Path(target).exists():
        raise UsageProblem(_exists(target))


def _exists(target: str) -> str:
    return f"{target} exists already: name another folder, or remove it"


def extract_files(
    session: "SparkSession",
    source: str,
    target: str,
    *,
    mapping: Mapping[str, str] | None = None,
    raw: bool = False,
    language: str | None = None,
    partitions: int | None = None,
) -> Outcome:
    """Extracts the articles of *source*, a Parquet file or a folder of such, into the new folder *target*.

    Both may be any address that Spark knows (``hdfs://…``).  The folder is written beside its place and renamed when
    all is done, so that it is there whole or not at all.  The work is cut into so many *partitions*; without a number
    it is cut as the source is, and anew where that leaves cores without work.  Where it is cut, rows come in the order
    of the source, the parts of the target being read by their names.

    :raises UsageProblem: the target exists, a column is missing or of another type.
    :raises NotFound: the source doesn't exist.
    :raises Interrupted: somebody pressed Ctrl-C, or asked the program to end.
    :raises QuotesError: the source is no Parquet, or Spark gave up.
    """
    from pyspark.sql import Observation
    from pyspark.sql import functions as sql

    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    folder = _Folder(session, target)
    counts = Observation("quotes spark")
    counted = (
        sql.count(sql.lit(1)).alias("articles"),
        sql.sum(sql.size("quotes")).alias("quotations"),
        sql.count("error").alias("failed"),
    )
    try:
        with told_in_a_line(f"{source} cannot be read as Parquet"):
            articles = _divided(session, session.read.parquet(source), partitions)
            rows = extract(articles, mapping=mapping, raw=raw, language=language)
        with told_in_a_line("Spark gave up"):
            writer = rows.observe(counts, *counted).write.option("compression", "zstd")
            _ended_with_its_jobs(session, lambda: writer.parquet(folder.part))
            found = counts.get
            failures = _failures(session.read.parquet(folder.part)) if found["failed"] else ()
            folder.complete()
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted; {target} was not written") from None
    finally:
        folder.clear()
    return Outcome(found["articles"], found["quotations"] or 0, found["failed"], failures)


def _ended_with_its_jobs(session: "SparkSession", work: Callable[[], None]) -> None:
    """Carries out *work*, and where the program is interrupted ends its jobs and waits until it has ended.

    An interruption ends the waiting for Java, and nothing in Java: what is about to begin there would still make its
    folder behind our back.  A job that hasn't begun cannot be ended, so all are until *work* is over.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        working = thread.submit(work)
        try:
            working.result()
        except KeyboardInterrupt:
            while not working.done():
                session.sparkContext.cancelAllJobs()
                wait((working,), timeout=0.2)
            raise


def _divided(session: "SparkSession", articles: "DataFrame", partitions: int | None) -> "DataFrame":
    """Returns *articles*, which are read from Parquet, in so many partitions and in their order: by the names of files,
    then by rows.  Without a number they stay as they are, unless :func:`leaves_cores_idle` says otherwise.
    """
    if partitions is None:
        cores = session.sparkContext.defaultParallelism
        if cores == 1 or not leaves_cores_idle(_sizes(articles), cores):
            return articles
        partitions = TASKS_A_CORE * cores
    place = articles.metadataColumn("_metadata")
    order = (place["file_path"], place["row_index"])
    return articles.repartitionByRange(partitions, *order).sortWithinPartitions(*order)


def _sizes(articles: "DataFrame") -> list[int]:
    """Returns the numbers of rows of all partitions that have any, in their order.

    No column is read for that: the footers of Parquet files have the numbers.
    """
    from pyspark.sql import functions as sql

    counts = articles.groupBy(sql.spark_partition_id().alias("partition")).count().collect()
    return [row["count"] for row in sorted(counts)]


def leaves_cores_idle(sizes: Sequence[int], cores: int) -> bool:
    """Tests whether cores wait too long for the last of them, where partitions of *sizes* are given to them in turn.

    A file of one group of rows is one such partition, however many Spark makes of it: all of its others are empty.
    """
    loads = [0] * cores
    for size in sizes:
        heapq.heapreplace(loads, loads[0] + size)
    even = sum(sizes) / cores
    return max(loads) - even > max(FEW, MOST_WAITING * even)


def _failures(rows: "DataFrame") -> tuple[tuple[str | None, str], ...]:
    failed = rows.where("error IS NOT NULL").select("id", "error").limit(SHOWN).collect()
    return tuple((row["id"], row["error"]) for row in failed)


class _Folder:
    """A folder of a file system that Spark knows, which is written under another name beside it.

    :raises UsageProblem: it exists, or its name cannot be one of a folder.
    """

    def __init__(self, session: "SparkSession", target: str) -> None:
        context: Any = session.sparkContext
        with told_in_a_line(f"{target or repr(target)} cannot be written"):
            self._path = context._jvm.org.apache.hadoop.fs.Path(target)
            self._files = self._path.getFileSystem(context._jsc.hadoopConfiguration())
            if self._files.exists(self._path):
                raise UsageProblem(_exists(target))
        name = f".quotes-{secrets.token_hex(8)}.part"
        self._beside = context._jvm.org.apache.hadoop.fs.Path(self._path.getParent() or ".", name)
        self._target, self._context = target, context
        uri = self._files.makeQualified(self._beside).toUri()
        self._is_here, self._local = uri.getScheme() == "file", str(uri.getPath())
        self.part: str = self._beside.toString()
        """Where it is written."""

    def complete(self) -> None:
        """Gives the folder its name.

        :raises QuotesError: something has the name meanwhile.
        """
        if self._files.exists(self._path) or not self._files.rename(self._beside, self._path):
            raise QuotesError(f"{self._target} cannot be written: something has that name now")

    def clear(self) -> None:
        """Ends what still writes to it, and removes what has not got its name; where Java has gone, on this machine
        alone.
        """
        from py4j.protocol import Py4JError

        try:
            if self._files.exists(self._beside):
                self._context.cancelAllJobs()
                self._files.delete(self._beside, True)
        except Py4JError:
            if self._is_here:
                shutil.rmtree(self._local, ignore_errors=True)
