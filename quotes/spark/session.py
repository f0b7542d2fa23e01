"""Starts Spark on this machine, or joins the cluster that ``spark-submit`` or a person names."""

import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.extras import library
from quotes.spark.columns import EXTRA
from quotes.spark.faults import told_in_a_line

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "local[*,4]"
"""All cores of this machine; a task is tried four times, as on a cluster (Spark's own ``local[*]`` tries once)."""
SUBMITTED = "PYSPARK_GATEWAY_PORT"
"""The variable that ``spark-submit`` sets for the program that it runs."""
_LOG = Path(__file__).with_name("log4j2.properties")
_ON_ONE_MACHINE = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": (
        f"-Dlog4j2.configurationFile={_LOG.as_uri()} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    ),
}
"""Nothing listens to the network, and what Spark logs is not shown: what ends it is said in one line.  Java only hands
rows on, so its costlier compiler and collector are not worth their start: without them a session starts with 6 s of CPU
time in the place of 11."""


def is_here(master: str | None) -> bool:
    """Tests whether Spark will run on this machine alone, *master* being what a person names."""
    return SUBMITTED not in os.environ and (master or HERE).startswith("local")


@contextmanager
def spark_session(
    master: str | None = None, settings: Mapping[str, str] | None = None, *, progress: bool = False
) -> "Iterator[SparkSession]":
    """Gives a session of Spark, which is stopped at the end.

    Under ``spark-submit`` it is the one submitted.  Else it runs at *master*, on this machine if there is none, with
    further *settings*; workers there run the Python that runs this.  *progress* draws a bar on standard error.

    :raises MissingExtra: pyspark isn't installed.
    :raises QuotesError: there is no Java, or Spark does not start.
    """
    sql = library("pyspark.sql", extra=EXTRA, what="quotes spark")
    builder: Any = sql.SparkSession.builder.appName("quotes spark")
    chosen = {"spark.ui.showConsoleProgress": str(progress).lower()}
    if SUBMITTED not in os.environ:
        _check_java()
        python = os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        chosen |= {"spark.master": master or HERE, "spark.pyspark.python": python}
        chosen |= _ON_ONE_MACHINE if is_here(master) else {}
    elif master:
        chosen["spark.master"] = master
    for name, value in {**chosen, **(settings or {})}.items():
        builder = builder.config(name, value)
    with _quietly_interrupted() as restore:
        with told_in_a_line("Spark does not start"):
            session: SparkSession = builder.getOrCreate()
        restore()
        try:
            yield session
        finally:
            session.stop()


@contextmanager
def _quietly_interrupted() -> Iterator[Callable[[], None]]:
    """Keeps pyspark and py4j from what they do at Ctrl-C; gives what is to be called once Spark has started.

    The handler that pyspark sets asks Java to end all jobs, in the middle of another question to Java, which fails; and
    py4j writes each such failure to the root logger.  Who runs a job ends it.
    """
    silent = logging.NullHandler()
    logging.getLogger().addHandler(silent)
    before = signal.getsignal(signal.SIGINT)

    def restore() -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, before)

    try:
        yield restore
    finally:
        restore()
        logging.getLogger().removeHandler(silent)


def _check_java() -> None:
    """Checks that there is a Java to run.

    :raises QuotesError: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home, "bin")) if home else None) is None:
        where = f"in JAVA_HOME ({home})" if home else "on this machine"
        raise QuotesError(
            f"Spark needs Java 17 or later, and there is none {where}: install one (on Debian the package "
            "openjdk-17-jre-headless), or set JAVA_HOME"
        )
