"""What Spark says about a failure becomes one plain line: no class of Java, no code, no trace."""

import pytest

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.spark.faults import LONGEST, plainly

LOST = (
    "org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 13.0 failed 2 times, most recent "
    "failure: Lost task 0.1 in stage 13.0 (TID 18) (192.0.2.7 executor driver): "
)
TRACE = "\n\tat org.apache.hadoop.fs.FileSystem.create(FileSystem.java:1234)\n\tat java.base/java.lang.Thread.run"
CASES: list[tuple[str, str, type[QuotesError], str]] = [
    ("a path that is none", "[PATH_NOT_FOUND] Path does not exist: file:/news/in.parquet. SQLSTATE: 42K03",
     NotFound, "there is no such file or folder"),
    ("a folder without Parquet", "[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for Parquet. It must be specified "
     "manually. SQLSTATE: 42KD9", UsageProblem, "there is no Parquet in it"),
    ("a file without the end of Parquet", "org.apache.spark.SparkException: [FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER] "
     "Encountered error while reading file file:/news/in.parquet. Could not read footer. Please ensure that\nthe file is "
     "in either ORC or Parquet format. SQLSTATE: KD001", QuotesError, "file:/news/in.parquet is no Parquet, or is damaged"),
    ("a damaged file, whose message has nothing more", "org.apache.spark.SparkException: [FAILED_READ_FILE.NO_HINT] "
     "Encountered error while reading file file:///my news/b.parquet.  SQLSTATE: KD001",
     QuotesError, "file:///my news/b.parquet is no Parquet, or is damaged"),
    ("Spark's own words where they say more", "org.apache.spark.SparkException: "
     "[FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH] Encountered error while reading file file:///b.parquet. Data "
     "type mismatches when reading Parquet column [text]. Expected Spark type string, actual Parquet type INT64. SQLSTATE: "
     "KD001", QuotesError, "Encountered error while reading file file:///b.parquet. Data type mismatches when reading Parquet "
     "column [text]. Expected Spark type string, actual Parquet type INT64."),
    ("a task that failed", f"{LOST}java.io.IOException: No space left on device{TRACE}", QuotesError, "No space left on device"),
    ("a worker that died", f"{LOST}org.apache.spark.SparkException: Python worker exited unexpectedly (crashed). Consider "
     f"setting 'spark.python.worker.faulthandler.enabled'{TRACE}", QuotesError, "Python worker exited unexpectedly (crashed)."),
    ("a worker's own bug", f"{LOST}org.apache.spark.api.python.PythonException: Traceback (most recent call last):\n"
     '  File "worker.py", line 9, in main\n    process()\n  File "rows.py", line 3, in packed\n    cells[name]\n'
     f"KeyError: 'no such: cell'\n{TRACE}", QuotesError,
     "a worker failed (KeyError: 'no such: cell'); quotes --debug says where"),
    ("the last of a worker's errors, and its first line", f"{LOST}org.apache.spark.api.python.PythonException: Traceback "
     "(most recent call last):\n  File \"a.py\", line 1, in f\n    f()\nKeyError: 1\n\nDuring handling of the above exception, "
     "another exception occurred:\n\nTraceback (most recent call last):\n  File \"b.py\", line 2, in g\n    g()\n"
     f"pyarrow.lib.ArrowInvalid: no such type\nsecond line\n{TRACE}", QuotesError,
     "a worker failed (pyarrow.lib.ArrowInvalid: no such type); quotes --debug says where"),
    ("a traceback that is cut off", "PythonException: Traceback (most recent call last):\n  File \"a.py\", line 1, in f",
     QuotesError, "a worker failed (an error of Python); quotes --debug says where"),
    ("a job that ends without a task", "org.apache.spark.SparkException: Job aborted due to stage failure: Total size of "
     "results is bigger than allowed", QuotesError, "Total size of results is bigger than allowed"),
    ("an error in an error", "java.lang.RuntimeException: java.lang.ClassNotFoundException: Class a.b.C not found",
     QuotesError, "Class a.b.C not found"),
    ("an error in the middle", "java.net.ConnectException: Call failed on connection exception: java.net.ConnectException: "
     "Connection refused", QuotesError, "Call failed on connection exception: Connection refused"),
    ("brackets that are no code", "Columns [TEXT] and [a_b] differ [A_B.", QuotesError, "Columns [TEXT] and [a_b] differ [A_B."),
    ("nothing", "", QuotesError, ""),
    ("too much", "word " * 100, QuotesError, ("word " * 100)[:LONGEST] + "…"),
]  # fmt: skip


@pytest.mark.parametrize(("point", "message", "kind", "said"), CASES, ids=[case[0] for case in CASES])
def test_a_message_of_spark_in_plain_words(point: str, message: str, kind: type[QuotesError], said: str) -> None:
    assert plainly(message) == (kind, said), point
