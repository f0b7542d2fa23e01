"""``quotes spark`` as a person types it: on this machine, under ``spark-submit``, and what is said where it cannot run."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from tests.cli.calls import Call
from tests.cli.processes import COMMAND, PATIENCE, environment, quotes
from tests.spark.invented_rows import BAD, all_rows, good_rows, write_articles
from tests.spark.test_adding_extracted import stored


@pytest.mark.spark
def test_from_parquet_into_a_store(home: Path, tmp_path: Path, store_url: str, migrated: Any, call: Call) -> None:
    """The store is the same as where the articles are added without Spark; every file but the result is gone."""
    source, target, work = write_articles(tmp_path / "in.parquet", all_rows()), tmp_path / "out.parquet", tmp_path / "w"
    work.mkdir()
    done = quotes(home, "spark", "../in.parquet", "../out.parquet", "--master", "local[1,4]", cwd=work)
    assert done.returncode == 3
    found = sum(len(row["quotes"]) for row in pa.parquet.read_table(target).to_pylist())
    articles = len(all_rows())
    assert done.stdout == f"{articles} articles, {found} quotations, {len(BAD)} failed; in ../out.parquet\n"
    said = [line for line in done.stderr.splitlines() if not line.startswith("WARNING: Using incubator")]
    assert len(said) == len(BAD)
    assert all(line.startswith("quotes: ../in.parquet: the article ") for line in said)
    assert list(work.iterdir()) == []
    assert not list(tmp_path.glob(".quotes-*"))
    assert call(f"--db {store_url} add {target} -q").status == 3
    dialect = "postgresql" if store_url.startswith("postgresql") else "sqlite"
    with migrated(dialect, tmp_path) as other:
        assert call(f"--db {other} add {source} -q").status == 3
        assert stored(other) == stored(store_url)


@pytest.mark.spark
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_nothing(home: Path, tmp_path: Path, number: signal.Signals) -> None:
    source = write_articles(tmp_path / "in.parquet", good_rows(40))
    running = subprocess.Popen(
        [*COMMAND, "spark", str(source), str(tmp_path / "out.parquet"), "--master", "local[1,4]"],
        env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    began = time.monotonic()
    while running.poll() is None and not list(tmp_path.glob(".quotes-*.part")):
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.1)
    running.send_signal(number)
    out, err = running.communicate(timeout=PATIENCE)
    said = [line for line in err.splitlines() if not line.startswith("WARNING: Using incubator")]
    assert (running.returncode, out) == (130, "")
    assert said == [f"quotes: interrupted; {tmp_path}/out.parquet was not written"]
    assert [path.name for path in tmp_path.iterdir() if path != home] == ["in.parquet"]


@pytest.mark.spark
def test_under_spark_submit(home: Path, tmp_path: Path) -> None:
    """A line of Python is all that spark-submit wants; a path without a scheme is then the cluster's."""
    source, script = write_articles(tmp_path / "in.parquet", good_rows()[:5]), tmp_path / "quotes_on_spark.py"
    script.write_text("from quotes.cli import main\n\nmain()\n")
    pyspark = Path(str(sys.modules["pyarrow"].__file__)).parents[1] / "pyspark"
    done = subprocess.run(
        [str(pyspark / "bin" / "spark-submit"), "--master", "local[2]", "--conf", f"spark.pyspark.python={sys.executable}",
         str(script), "spark", source.as_uri(), (tmp_path / "out.parquet").as_uri(), "--partitions", "2"],
        env=environment(home, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1"),
        capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=home,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("5 articles, ")
    assert pa.parquet.read_table(tmp_path / "out.parquet").num_rows == 5


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in.parquet", good_rows()[:2])


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_target_that_exists_is_refused_at_once(call: Call, source: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out.parquet"
    target.mkdir() if kind == "folder" else target.write_text("mine")
    found = call(f"spark {source} {target}")
    assert found == (2, "", f"quotes: {target} exists already: name another folder, or remove it\n")


@pytest.mark.parametrize("java_home", [None, "/nowhere"])
def test_without_java(
    call: Call, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, java_home: str | None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if java_home:
        monkeypatch.setenv("JAVA_HOME", java_home)
    found = call(f"spark {source} {tmp_path}/out.parquet")
    where = "in JAVA_HOME (/nowhere)" if java_home else "on this machine"
    assert (found.status, found.out) == (1, "")
    assert found.err == (
        f"quotes: Spark needs Java 17 or later, and there is none {where}: install one (on Debian the package "
        "openjdk-17-jre-headless), or set JAVA_HOME\n"
    )
    assert not (tmp_path / "out.parquet").exists()


@pytest.mark.parametrize(("module", "what"), [("pyspark", "quotes spark needs pyspark")])
def test_without_the_extra(
    call: Call, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, what: str
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "path_hooks", [])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    found = call(f"spark {source} {tmp_path}/out.parquet")
    assert (found.status, found.out) == (1, "")
    assert found.err == f"quotes: {what}: pip install 'quote-tracker[spark]'\n"


@pytest.mark.parametrize("setting", ["spark.driver.memory", "=4g", ""])
def test_a_setting_that_is_none(call: Call, source: Path, tmp_path: Path, setting: str) -> None:
    found = call(f"spark {source} {tmp_path}/out.parquet --conf '{setting}'")
    assert (found.status, found.out) == (2, "")
    assert found.err == f"quotes: --conf {setting}: write NAME=VALUE, as spark.driver.memory=4g\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [("--map words=body", "--map words=body: write FIELD=KEY"), ("--language 'not one'", "write its code"),
     ("--partitions 0", "--partitions")],
)  # fmt: skip
def test_options_that_cannot_be(call: Call, source: Path, tmp_path: Path, options: str, said: str) -> None:
    found = call(f"spark {source} {tmp_path}/out.parquet {options}")
    assert (found.status, found.out) == (2, "")
    assert said in found.err
    assert found.err.count("\n") == 1


def test_java_that_does_not_start(home: Path, source: Path, tmp_path: Path) -> None:
    """What is called java may be anything: the program ends in one line of its own all the same."""
    programs = tmp_path / "bin"
    programs.mkdir()
    java = programs / "java"
    java.write_text("#!/bin/sh\necho 'this is no Java' >&2\nexit 1\n")
    java.chmod(0o755)
    variables = {**environment(home), "PATH": f"{programs}:{os.environ['PATH']}"}
    variables.pop("JAVA_HOME", None)
    done = subprocess.run(
        [*COMMAND, "spark", str(source), str(tmp_path / "out")],
        env=variables, capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("quotes: Spark does not start: ")
    assert "Traceback" not in done.stderr
    assert shutil.which("java") is None or not (tmp_path / "out").exists()
