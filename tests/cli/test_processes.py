"""Real processes: what is imported, closed pipes, interruption, locks, kills."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.cli import COMMANDS
from tests.cli.processes import COMMAND, PATIENCE, environment, many, quotes


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--help"], {"sqlalchemy", "nltk", "rich", "trafilatura", "alembic", "quotes.pipeline", "quotes.store"}),
        (["search", "--help"], {"nltk", "trafilatura", "rich", "quotes.pipeline"}),
        (["--db", "none.db", "search", "x"], {"nltk", "trafilatura", "quotes.pipeline", "alembic"}),
        (["extract", "--help"], {"sqlalchemy", "nltk", "trafilatura"}),
    ],
)
def test_a_command_imports_only_what_it_needs(home: Path, arguments: list[str], never: set[str]) -> None:
    code = f"import sys; from quotes.cli import run; run({arguments!r}); print('\\n', *sys.modules, file=sys.stderr)"
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), capture_output=True, text=True, check=True, cwd=home
    )
    assert not never & set(found.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], [], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_imports_only_click(home: Path, arguments: list[str]) -> None:
    code = (
        f"import sys; before = set(sys.modules); from quotes.cli import run; run({arguments!r}); "
        "print(*(set(sys.modules) - before), file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), capture_output=True, text=True, check=True, cwd=home
    )
    roots = {name.partition(".")[0] for name in found.stderr.split()} - set(sys.stdlib_module_names)
    assert roots == {"click", "quotes"}


@pytest.mark.parametrize(
    ("line", "status"), [("--version", 0), ("--help", 0), ("search --help", 0), ("nonsense", 2), ("search x", 4)]
)
def test_the_package_is_the_command(home: Path, line: str, status: int) -> None:
    """``python -m quotes`` says what ``quotes`` says."""
    as_module = subprocess.run(
        [sys.executable, "-m", "quotes", *line.split()],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    as_command = quotes(home, *line.split())
    assert as_module.returncode == as_command.returncode == status
    assert (as_module.stdout, as_module.stderr) == (as_command.stdout, as_command.stderr)


def test_importing_the_package_is_cheap(home: Path) -> None:
    code = "import quotes, sys; quotes.Article; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), capture_output=True, text=True, check=True
    )
    assert not {"nltk", "sqlalchemy", "click", "trafilatura"} & set(found.stdout.split())


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 400 articles and 800 quotations."""
    folder = tmp_path_factory.mktemp("filled")
    source = many(folder / "many.jsonl", 400)
    assert quotes(folder, "--db", str(folder / "q.db"), "add", "-q", str(source)).returncode == 0
    return folder / "q.db"


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    with sqlite3.connect(filled_once) as source, sqlite3.connect(tmp_path / "filled.db") as copy:
        source.backup(copy)
    return tmp_path / "filled.db"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "-f", "jsonl", "{source}"],
        ["extract", "{source}"],
        ["add", "{source}"],
        ["extract", "--jobs", "2", "-f", "jsonl", "{source}"],
        ["add", "--jobs", "2", "{source}"],
        ["search", "open", "-n", "9999"],
        ["search", "open", "--json", "-n", "9999"],
        ["export", "--csv"],
        ["export", "--csv", "-n", "30"],
        ["search", "open", "--csv", "-n", "30"],
        ["export", "-f", "xlsx"],
        ["export", "-f", "parquet"],
        ["export", "--md"],
        ["sql", "SELECT * FROM quote_list", "--table"],
        ["demo"],
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_a_closed_pipe_ends_quietly(home: Path, tmp_path: Path, filled: Path, arguments: list[str]) -> None:
    """As before ``| head -1``: what was asked for came, nobody is told anything."""
    source = many(tmp_path / "many.jsonl", 400)
    process = subprocess.Popen(
        [*COMMAND, "--db", str(filled), *(each.format(source=source) for each in arguments)],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="latin-1",  # some formats are bytes
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(PATIENCE) == 0
    assert process.stderr.read() == ""
    process.stderr.close()
    assert quotes(home, "--db", str(filled), "verify").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "line", ["search open", "export --csv", "report speakers", "demo", "--help", "export -o /dev/full"]
)
def test_a_full_disk_behind_standard_output_is_said(home: Path, filled: Path, line: str) -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [*COMMAND, "--db", str(filled), *line.split()],
            env=environment(home),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert found.returncode == 1
    assert found.stderr == "quotes: the output cannot be written (No space left on device)\n"


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_closed_streams_hurt_nothing(home: Path, filled: Path, tmp_path: Path, closed: str) -> None:
    source = many(tmp_path / "many.jsonl", 3)
    for line in ("search open", f"add {source}", "record 'We sail.'", "demo", "nonsense"):
        command = f"{sys.executable} -c '{COMMAND[2]}' --db {filled} {line} {closed}"
        found = subprocess.run(["sh", "-c", command], env=environment(home), timeout=PATIENCE, check=False)
        assert found.returncode == (2 if line == "nonsense" else 0), line
    assert quotes(home, "--db", str(filled), "verify").returncode == 0


def test_a_closed_standard_input_is_said(home: Path) -> None:
    for line in ("extract -", "add -"):
        command = f"{sys.executable} -c '{COMMAND[2]}' {line} <&-"
        found = subprocess.run(
            ["sh", "-c", command], env=environment(home), capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert (found.returncode, found.stderr) == (3, "quotes: - cannot be read (standard input is closed)\n"), line


def test_an_output_that_is_a_device_or_a_link(home: Path, filled: Path, tmp_path: Path) -> None:
    shown = quotes(home, "--db", str(filled), "search", "open", "-n", "2").stdout
    for output in ("/dev/stdout", "-"):
        assert quotes(home, "--db", str(filled), "search", "open", "-n", "2", "-o", output).stdout == shown
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "real.txt")
    assert quotes(home, "--db", str(filled), "search", "open", "-n", "2", "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_text() == shown


def test_behind_head_the_rest_is_added_nevertheless(home: Path, tmp_path: Path) -> None:
    source = many(tmp_path / "many.jsonl", 300)
    process = subprocess.Popen(
        [*COMMAND, "add", str(source)], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(PATIENCE) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert quotes(home, "sql", "SELECT COUNT(*) FROM article", "--tsv").stdout.split()[-1] == "300"


def test_an_interruption_keeps_what_is_stored(home: Path, tmp_path: Path) -> None:
    source = many(tmp_path / "many.jsonl", 5000)
    process = subprocess.Popen(
        [*COMMAND, "add", str(source)], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err + out
    stored = int(quotes(home, "sql", "SELECT COUNT(*) FROM article", "-f", "tsv").stdout.split()[-1])
    assert 1 <= stored < 5000
    assert quotes(home, "verify").returncode == 0


def test_a_locked_database_is_waited_for_and_said(home: Path, tmp_path: Path) -> None:
    database = tmp_path / "q.db"
    assert quotes(home, "--db", str(database), "record", "We open.").returncode == 0
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    found = quotes(home, "--db", str(database), "--wait", "0.2", "record", "We close.")
    assert found.returncode == 6
    assert "locked" in found.stderr
    assert quotes(home, "--db", str(database), "search", "open").stdout
    holder.execute("ROLLBACK")
    holder.close()


def test_what_may_not_be_read_is_said_and_the_rest_is_stored(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    for name in ("a/one.txt", "b/two.txt", "c/three.txt"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(f"“{name},” said Dana Okafor.")
    (folder / "b").chmod(0)
    (folder / "c/three.txt").chmod(0)
    (folder / "d.txt").symlink_to("nowhere")
    found = without_privilege(home, "add", str(folder))
    (folder / "b").chmod(0o700)
    assert found.returncode == 3
    assert found.stderr.splitlines() == [
        f"quotes: {folder}/b cannot be read (Permission denied)",
        f"quotes: {folder}/c/three.txt cannot be read (Permission denied)",
        f"quotes: {folder}/d.txt does not exist",
    ]
    assert "1 new article, 1 quotation (1 with a speaker), 3 failed" in found.stdout


def test_a_database_in_a_read_only_folder_can_be_read(home: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    database = str(locked / "q.db")
    assert quotes(home, "--db", database, "record", "We open.", "--speaker", "Jo Bloggs").returncode == 0
    (locked / "q.db").chmod(0o444)
    locked.chmod(0o555)
    assert "We open." in without_privilege(home, "--db", database, "search", "open").stdout
    found = without_privilege(home, "--db", database, "record", "We close.")
    locked.chmod(0o755)
    assert found.returncode == 1
    assert "read-only" in found.stderr


@pytest.mark.parametrize(
    "line",
    [
        "search open bridge -n 3",
        "search speaker:okafor --json -n 3",
        "show 1",
        "export --csv",
        "report speakers",
        "sql SELECT/**/1",
        "speakers list",
        "speakers show Okafor",
        "outlets list",
        "verify",
        "record We/sail",
        "db info",
    ],
)
def test_what_reads_the_store_imports_no_language_half(home: Path, filled: Path, line: str) -> None:
    arguments = ["--db", str(filled), *line.split()]
    code = f"import sys; from quotes.cli import run; s = run({arguments!r}); print('\\n', s, *sys.modules, file=sys.stderr)"
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), capture_output=True, text=True, check=True, cwd=home
    )
    status, *modules = found.stderr.splitlines()[-1].split()  # behind what the command says
    assert status == "0"
    assert found.stdout
    assert not {"nltk", "trafilatura", "lxml", "alembic", "quotes.pipeline", "quotes.annotation"} & set(modules)


def without_privilege(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Like :func:`quotes`, but the superuser, who may write anywhere, is one no more."""
    if os.geteuid() != 0:
        return quotes(home, *arguments)
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("the superuser may write anywhere, and there is no setpriv")
    return subprocess.run(
        [setpriv, "--bounding-set=-dac_override,-dac_read_search", *COMMAND, *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
