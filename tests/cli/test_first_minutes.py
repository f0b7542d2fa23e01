"""A store in its first minutes: what others write beside the process that makes it is there afterwards, all of it."""

import json
import random
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import select

from quotes.cli import run
from quotes.store.database.check import check
from quotes.store.database.connect import open_store
from quotes.store.database.migrate import current
from quotes.store.schema import ArticleRow, QuoteRow
from tests.cli.processes import Child, Gate

ROUNDS = 20
RECORDS = 4
EIGHT = (1, 1, 2, 2, 3, 4, 8, 12)
"""Articles of eight writers: those who are done early come back while the others go on."""

Empty = Callable[[], AbstractContextManager[str]]


@pytest.fixture(scope="module", autouse=True)
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All that a command imports and reads once is there before the first fork."""
    folder = tmp_path_factory.mktemp("loaded")
    url, source = str(folder / "loaded.db"), articles(folder / "loaded.jsonl", 2)
    for line in ("add -q " + str(source), "search open", "record Words", f"db backup {folder}/copy.db", "db check"):
        assert run(["--db", url, *line.split()]) == 0


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path, empty_server: Empty) -> Empty:
    """Gives a database that nobody has used yet: on SQLite a file that isn't there."""
    if request.param == "postgresql":
        return empty_server

    class _File:
        def __enter__(self) -> str:
            folder = tmp_path / f"store{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            return str(folder / "new.db")

        def __exit__(self, *_: object) -> None:
            return None

    return _File


def articles(path: Path, count: int) -> Path:
    """A file of small articles; each has its file's name and a number as its id."""
    lines = (
        {"id": f"{path.stem}-{number}", "text": f"“We open {path.stem} {number},” said Dana Okafor.", "outlet": "Paper"}
        for number in range(count)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def ids(path: Path) -> set[str]:
    return {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}


def recording(url: str, name: str, count: int = RECORDS) -> list[list[str]]:
    return [
        ["--db", url, "--wait", "120", "record", f"We sail {name} {number}.", "--speaker", "Jo Bloggs"]
        for number in range(count)
    ]


def acknowledged(child: Child) -> set[str]:
    """The words of the records of *child* that ended with 0."""
    statuses = child.statuses()
    return {line[-3] for line, status in zip(child.lines, statuses, strict=False) if status == 0}


def stored(url: str) -> tuple[set[str], set[str]]:
    """Ids of the articles and words of the records in a store in which nothing is wrong."""
    with open_store(url) as store:
        assert check(store) == []
        with store.reading() as session:
            given = session.scalars(select(ArticleRow.external_id))
            words = session.scalars(select(QuoteRow.words).where(QuoteRow.status == "recorded"))
            return {each for each in given if each is not None}, set(words)


def all_well(children: Iterable[Child], *also: int) -> None:
    for child in children:
        assert not child.wait()
        assert set(child.statuses()) <= {0, *also}, child.said()
        assert len(child.statuses()) == len(child.lines), child.said()


def until_made(url: str, writer: Child) -> None:
    """Wait until *writer* has made the store, as far as another process can see."""
    while not Path(url).exists() if "://" not in url else current(url) is None:
        assert writer.is_running(), writer.said()


def test_what_others_write_beside_its_maker_is_there(new_store: Empty, home: Path, tmp_path: Path) -> None:
    """One process fills it; others record, add, search, back up and upgrade: at once, or when they see it."""
    first, second = articles(tmp_path / "first.jsonl", 12), articles(tmp_path / "second.jsonl", 4)
    lost: list[str] = []
    for number in range(ROUNDS):
        with new_store() as url:
            common = ("--db", url, "--wait", "120")
            backup = tmp_path / f"backup{number}.db"

            def start(name: str, *lines: list[str], common: tuple[str, ...] = common) -> Child:
                return Child(tmp_path / f"{name}.said", *([*common, *line] for line in lines))

            maker = start("maker", ["add", "-q", str(first)])
            if number % 2:
                until_made(url, maker)
            writers = [
                Child(tmp_path / "recorder.said", *recording(url, "beside")),
                start("adder", ["add", "-q", str(second)]),
                start("upgrader", ["db", "upgrade"]),
            ]
            readers = [
                start("searcher", *[["search", "open"]] * 4),
                start("saver", ["db", "backup", str(backup)]),
            ]
            all_well([maker, *writers])
            all_well(readers, 4)  # where it was not there yet
            expected = ids(first) | ids(second), acknowledged(writers[0])
            lost += missing(url, expected, f"round {number}")
            if readers[1].statuses() == [0]:
                lost += missing(str(backup), (set(), set()), f"backup of round {number}")
    assert lost == []


def missing(url: str, expected: tuple[set[str], set[str]], where: str) -> list[str]:
    """What is not in the store, or wrong with it, each on a line."""
    try:
        found = stored(url)
    except Exception as error:  # a round that went wrong is one of the things counted
        return [f"{where}: {type(error).__name__} {error}"]
    return [
        f"{where}: {len(want - have)} of {len(want)} missing"
        for want, have in zip(expected, found, strict=True)
        if want - have
    ]


def test_eight_writers_that_make_it_together(new_store: Empty, home: Path, tmp_path: Path) -> None:
    sources = [
        [articles(tmp_path / f"writer{writer}-{turn}.jsonl", count) for turn in range(2)]
        for writer, count in enumerate(EIGHT)
    ]
    everything = {each for both in sources for source in both for each in ids(source)}
    lost: list[str] = []
    for number in range(ROUNDS // 2):
        with new_store() as url:
            gate = Gate()
            children = [
                Child(
                    tmp_path / f"writer{writer}.said",
                    *(["--db", url, "--wait", "120", "add", "-q", str(source)] for source in both),
                    gate=gate,
                )
                for writer, both in enumerate(sources)
            ]
            gate.open()
            all_well(children)
            lost += missing(url, (everything, set()), f"round {number}")
    assert lost == []


def test_what_was_stored_outlives_a_maker_that_is_killed(new_store: Empty, home: Path, tmp_path: Path) -> None:
    """At any moment: in a migration, in an article, between two."""
    source = articles(tmp_path / "killed.jsonl", 12)
    chance = random.Random(7)
    lost: list[str] = []
    killed = 0
    for number in range(ROUNDS // 2):
        with new_store() as url:
            line = ["--db", url, "--wait", "120", "add", str(source)]
            after = chance.randrange(1, 50) if number % 2 else chance.randrange(50, 140)
            maker = Child(tmp_path / "maker.said", line, kill_after=after)
            others = [Child(tmp_path / f"other{each}.said", *recording(url, str(each))) for each in range(2)]
            killed += maker.wait()
            all_well(others)
            told = {f"killed-{each}" for each in re.findall(r"killed\.jsonl:(\d+)", maker.said())}
            words = set[str]().union(*map(acknowledged, others))
            lost += missing(url, (told, words), f"round {number}")
            again = Child(tmp_path / "again.said", line)
            all_well([again])
            lost += missing(url, (ids(source), words), f"round {number}, again")
    assert lost == []
    assert killed > ROUNDS // 4, killed


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """A store of some articles to copy, and their ids."""
    folder = tmp_path_factory.mktemp("original")
    source = articles(folder / "original.jsonl", 30)
    child = Child(folder / "said", ["--db", str(folder / "original.db"), "add", "-q", str(source)])
    all_well([child])
    return str(folder / "original.db"), ids(source)


def test_a_copy_into_a_store_that_somebody_reads(
    new_store: Empty, home: Path, tmp_path: Path, original: tuple[str, set[str]]
) -> None:
    """A reader sees nothing or all of it."""
    for _ in range(ROUNDS // 4):
        with new_store() as url:
            count = ["--db", url, "sql", "SELECT COUNT(*) FROM article", "-f", "tsv"]
            readers = [Child(tmp_path / f"reader{each}.said", *[count] * 25) for each in range(2)]
            copier = Child(tmp_path / "copier.said", ["--db", original[0], "db", "copy", url])
            all_well([copier])
            all_well(readers, 4)
            seen = {line for each in readers for line in each.said().splitlines() if line.isdigit()}
            assert seen <= {"0", str(len(original[1]))}
            assert missing(url, (original[1], set()), "copy") == []


def test_a_copy_takes_nothing_away_from_who_came_first(
    new_store: Empty, home: Path, tmp_path: Path, original: tuple[str, set[str]]
) -> None:
    """Whoever records in it before the copy is there keeps that, and the copy is refused, or it was there first."""
    refused = 0
    for number in range(ROUNDS // 4):
        with new_store() as url:
            gate = Gate()
            others = [Child(tmp_path / f"other{each}.said", *recording(url, str(each)), gate=gate) for each in range(2)]
            copier = Child(tmp_path / "copier.said", ["--db", original[0], "db", "copy", url], gate=gate)
            gate.open()
            all_well(others)
            all_well([copier], 2)
            refused += copier.statuses() == [2]
            there = original[1] if copier.statuses() == [0] else set[str]()
            words = set[str]().union(*map(acknowledged, others))
            assert missing(url, (there, words), f"round {number}") == []
