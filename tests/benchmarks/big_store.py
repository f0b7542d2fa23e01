"""A store of a size that hurts, made up from a seed: by default 1,000,000 quotations in 100,000 articles.

    python tests/benchmarks/big_store.py PATH|URL [--articles N]

Words follow a Zipf law over 60,000 forms, lengths of quotations a log-normal law (median 15 words), quotations per
speaker a Pareto law over one speaker for every 20 quotations; 2 % of the names are variants in spelling and as many
are homonyms; 200 outlets, 15 years.  Every quotation stands letter for letter at its offsets: ``quotes verify`` holds.
"""

import argparse
import bisect
import datetime as dt
import itertools
import random
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import psycopg

from quotes.english import names
from quotes.store.article_identity import article_uid, quote_uid, text_hash
from quotes.store.database import migrate
from quotes.store.database.engine import parse_url
from quotes.store.name_keys import given_key, speaker_key
from quotes.wording import fold

SEED = 20251124
FORMS = 60_000
ARTICLES = 100_000
PER_ARTICLE = 10
OUTLETS = 200
FIRST_DAY = dt.date(2010, 1, 1)
DAYS = 15 * 365
VARIANTS = 0.02
NOW = "2025-01-01 00:00:00.000000"
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"

COLUMNS = {
    "outlet": "id name name_key domain",
    "outlet_alias": "id outlet alias key",
    "run": "id command program started_at finished_at",
    "article": "id uid outlet story_key version is_current url title byline published_on text text_sha256 language "
    "extractor added_at run",
    "speaker": "id uid name name_key kind note",
    "speaker_alias": "id speaker alias key family_key given_key",
    "quote": "id uid article speaker words search_words start_offset end_offset kind utterance setting modality mention "
    "mention_start mention_end cue reason uncredited_because via said_on said_on_end said_on_precision "
    "said_on_phrase confidence status extractor",
}
"""Tables in the order of filling, with the columns that are filled."""


class Row(NamedTuple):
    table: str
    values: tuple[Any, ...]


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(syllables)) + chance.choice(
        ("", "n", "r", "s", "t")
    )


def vocabulary(size: int = FORMS) -> list[str]:
    """*size* different words, the most frequent (and shortest) first."""
    chance = random.Random(SEED)
    found: dict[str, None] = {}
    while len(found) < size:
        found.setdefault(
            _word(chance, 1 + min(3, len(found) // 120) if len(found) < 360 else chance.choice((2, 3, 3, 4)))
        )
    return list(found)


def zipf(size: int) -> list[float]:
    """Cumulative weights of Zipf's law (Mandelbrot's form, offset 2.7)."""
    return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, size + 1)))


class Speaker(NamedTuple):
    id: int
    name: str
    note: str


def speakers(count: int) -> list[Speaker]:
    """*count* people: 2 % are called like another (told apart by a note), 2 % nearly so."""
    chance = random.Random(SEED + 1)
    given = [_word(chance, chance.choice((2, 2, 3))).capitalize() for _ in range(800)]
    family = [_word(chance, chance.choice((2, 3))).capitalize() for _ in range(9000)]
    found: list[Speaker] = []
    taken: set[tuple[str, str]] = set()
    while len(found) < count:
        number, note = len(found) + 1, ""
        name = f"{chance.choice(given)} {chance.choice(family)}"
        kind = chance.random()
        if found and kind < VARIANTS:
            name, note = chance.choice(found).name, f"number {number}"
        elif found and kind < 2 * VARIANTS:
            other = chance.choice(found).name
            spot = chance.randrange(other.index(" ") + 2, len(other))
            name = other[:spot] + chance.choice(VOWELS) + other[spot + 1 :]
        if (speaker_key(name, "person"), note) not in taken:
            taken.add((speaker_key(name, "person"), note))
            found.append(Speaker(number, name, note))
    return found


def rows(articles: int) -> Iterator[Row]:
    """Every row of the store, parents first."""
    chance = random.Random(SEED + 2)
    words, weights = vocabulary(), zipf(FORMS)
    people = speakers(max(10, articles * PER_ARTICLE // 20))
    shares = list(itertools.accumulate(chance.paretovariate(1.1) for _ in people))
    titles = [
        f"{words[number + 300].capitalize()} {kind}"
        for number in range(40)
        for kind in ("Post", "Herald", "Times", "News", "Radio")
    ]
    for number, name in enumerate(titles[:OUTLETS], 1):
        yield Row("outlet", (number, name, fold(name), None))
        yield Row("outlet_alias", (number, number, name, fold(name)))
    yield Row("run", (1, "benchmark", "benchmark", NOW, NOW))
    for person in people:
        key = speaker_key(person.name, "person")
        yield Row("speaker", (person.id, f"s{person.id:016d}", person.name, key, "person", person.note))
        own = (key, names.family_key(person.name), given_key(person.name))
        yield Row("speaker_alias", (person.id, person.id, person.name, *own))
    quotation = 0
    for number in range(1, articles + 1):
        day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        outlet = min(OUTLETS, int(chance.paretovariate(0.6)))
        url = f"https://paper{outlet}.example/{day:%Y/%m/%d}/{number}"
        uid = article_uid(f"url:{url}", 1)
        cast = [people[bisect.bisect(shares, chance.random() * shares[-1])] for _ in range(3)]
        parts: list[str] = []
        length = 0
        quotations: list[tuple[Any, ...]] = []
        for utterance in range(1, PER_ARTICLE + 1):
            folded = " ".join(
                chance.choices(words, cum_weights=weights, k=max(2, min(200, round(chance.lognormvariate(2.7, 0.7)))))
            )
            said = folded[0].upper() + folded[1:] + ","
            person = chance.choice(cast)
            dice = chance.random()
            start = length + 1
            mention = start + len(said) + 2 + len("said ")
            tail = f"“{said}” said {person.name}" + (" on Monday." if dice < 0.3 else ".") + "\n"
            parts.append(tail)
            length += len(tail)
            quotation += 1
            monday = day - dt.timedelta(days=day.weekday())
            credited = chance.random() >= 0.05
            when = (monday, monday, "day", "on Monday") if dice < 0.3 else (None, None, None, None)
            quotations.append(
                (
                    quotation, quote_uid(uid, start, start + len(said)), number, person.id if credited else None, said, folded,
                    start, start + len(said), "partial" if dice > 0.85 else "direct", utterance, "body", "said", person.name,
                    mention, mention + len(person.name), "said", "name-then-verb", None if credited else "scare-quote",
                    "AFP" if dice > 0.97 else None, *when, round(0.4 + 0.6 * chance.random(), 4), "extracted", "benchmark",
                )
            )  # fmt: skip
        text = "".join(parts)
        yield Row(
            "article",
            (number, uid, outlet, f"url:{url}", 1, True, url, f"Article {number}", None, day, text, text_hash(text), "en", "benchmark", NOW, 1),
        )  # fmt: skip
        for values in quotations:
            yield Row("quote", values)


def build(url: str, articles: int = ARTICLES) -> float:
    """Make the store at *url*, which must be new or empty; returns the seconds it took."""
    began = time.monotonic()
    migrate.upgrade(url)  # nothing where it is migrated already
    parsed = parse_url(url)
    if parsed.drivername == "sqlite":
        into_sqlite(str(parsed.database), rows(articles))
    else:
        into_postgresql(parsed.render_as_string(hide_password=False).replace("+psycopg", ""), rows(articles))
    return time.monotonic() - began


def _batches(found: Iterable[Row], size: int = 20_000) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    iterator = iter(found)
    while chunk := list(itertools.islice(iterator, size)):
        batch: dict[str, list[tuple[Any, ...]]] = {}
        for row in chunk:
            batch.setdefault(row.table, []).append(row.values)
        yield batch


def _listed(table: str) -> str:
    return ", ".join(f'"{name}"' for name in COLUMNS[table].split())


def into_sqlite(path: str, found: Iterable[Row]) -> None:
    sqlite3.register_adapter(dt.date, dt.date.isoformat)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -500000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'quote_search_insert'").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TRIGGER quote_search_insert")
        for batch in _batches(found):
            for table, values in batch.items():
                marks = ", ".join("?" * len(values[0]))
                connection.executemany(f"INSERT INTO {table} ({_listed(table)}) VALUES ({marks})", values)
        connection.execute("INSERT INTO quote_search (quote_search) VALUES ('rebuild')")
        connection.execute(trigger)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def into_postgresql(url: str, found: Iterable[Row]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.transaction(), connection.cursor() as cursor:
            for batch in _batches(found):
                for table in (name for name in COLUMNS if name in batch):
                    with cursor.copy(f"COPY {table} ({_listed(table)}) FROM STDIN") as copy:
                        for values in batch[table]:
                            copy.write_row(values)
            for table in COLUMNS:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        connection.execute("VACUUM ANALYZE")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", metavar="PATH|URL")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args(arguments)
    print(f"made in {build(given.url, given.articles):.0f} s")


if __name__ == "__main__":
    main()
