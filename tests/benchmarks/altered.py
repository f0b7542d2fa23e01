"""How well and how fast altered quotations are found: real wording among a million quotations, altered in six ways.

    python -m tests.benchmarks.altered build PATH|URL [--quotations N]
    python -m tests.benchmarks.altered measure PATH|URL [--each N]

Real wording is read from ``../shared/bench`` and never stored in the project; the rest of the store is made up from the
same words (each follows the one before it as often as in those texts), so that frequent words are as frequent as in
news.  A tenth of the real quotations is held back: they, and sentences without quotation, are what is unrelated.
"""

import argparse
import datetime as dt
import itertools
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotes.checking import Checker, Claim
from quotes.english import names
from quotes.store.article_identity import article_uid, quote_uid, text_hash
from quotes.store.database import migrate
from quotes.store.database.connect import Store, open_store
from quotes.store.database.engine import parse_url
from quotes.store.name_keys import given_key, speaker_key
from quotes.wording import fold
from tests.benchmarks import big_store
from tests.benchmarks.big_store import Row

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
GOLD = ("polnear-train", "polnear-dev", "web-dev", "world-dev", "british-dev")
SEED = 20261128
QUOTATIONS = 1_000_000
PER_ARTICLE = 10
LEAST_WORDS = 8
"""Words of a quotation that is altered."""
NOT = re.compile(r"\s+not\b|n[’']t\b")


class Real(NamedTuple):
    """Quotations of one real article, in order, and its sentences outside of them."""

    quotations: tuple[str, ...]
    sentences: tuple[str, ...]


def real_articles() -> list[Real]:
    found = []
    for name in GOLD:
        for line in (BENCH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            text, spans = article["text"], [(each["start"], each["end"]) for each in article["segments"]]
            quotations = tuple(" ".join(text[start:end].split()) for start, end in spans)
            outside = re.sub(r"“[^”]*”|\"[^\"]*\"", "\n", text)
            sentences = [" ".join(each.split()) for each in re.split(r"(?<=[.!?])\s+|\n", outside)]
            found.append(Real(quotations, tuple(each for each in sentences if len(each.split()) >= LEAST_WORDS)))
    return found


def parted(articles: Sequence[Real]) -> tuple[list[Real], list[Real]]:
    """The articles that are stored, and those whose quotations are held back."""
    chance = random.Random(SEED)
    order = list(articles)
    chance.shuffle(order)
    cut = len(order) // 10
    return order[cut:], order[:cut]


def made_up(articles: Sequence[Real], count: int) -> Iterator[str]:
    """Wording in which each word follows the one before as in the real texts."""
    chance = random.Random(SEED + 1)
    texts = [text.split() for each in articles for text in (*each.quotations, *each.sentences)]
    after: dict[str, list[str]] = {}
    for words in texts:
        for one, other in itertools.pairwise(words):
            after.setdefault(one, []).append(other)
    firsts = [words[0] for words in texts if words]
    lengths = [len(quotation.split()) for each in articles for quotation in each.quotations]
    for _ in range(count):
        words = [chance.choice(firsts)]
        for _ in range(max(2, chance.choice(lengths)) - 1):
            words.append(chance.choice(after.get(words[-1]) or firsts))
        yield " ".join(words)


def rows(quotations: int) -> Iterator[Row]:
    """Every row of the store, parents first; the real articles are spread among the others."""
    stored, _ = parted(real_articles())
    chance = random.Random(SEED + 2)
    people = big_store.speakers(5000)
    yield Row("run", (1, "benchmark", "benchmark", big_store.NOW, big_store.NOW))
    for number in range(1, big_store.OUTLETS + 1):
        yield Row("outlet", (number, f"Paper {number}", f"paper {number}", None))
        yield Row("outlet_alias", (number, number, f"Paper {number}", f"paper {number}"))
    for person in people:
        key = speaker_key(person.name, "person")
        yield Row("speaker", (person.id, f"s{person.id:016d}", person.name, key, "person", person.note))
        own = (key, names.family_key(person.name), given_key(person.name))
        yield Row("speaker_alias", (person.id, person.id, person.name, *own))
    real = sum(len(each.quotations) for each in stored)
    filler = made_up(stored, max(0, quotations - real))
    count = 0
    every = max(1, (quotations - real) // PER_ARTICLE // len(stored))
    left = iter(stored)
    number = 0
    while True:
        number += 1
        taken = next(left, None) if number % every == 1 or every == 1 else None
        wordings = taken.quotations if taken else tuple(next(filler, "") for _ in range(PER_ARTICLE))
        wordings = tuple(each for each in wordings if fold(each))
        if not wordings and taken is None:
            return
        yield from _article(number, count, wordings, chance.choice(people), chance)
        count += len(wordings)


def _article(number: int, count: int, wordings: Sequence[str], person: Any, chance: random.Random) -> Iterator[Row]:
    day = big_store.FIRST_DAY + dt.timedelta(days=chance.randrange(big_store.DAYS))
    url = f"https://paper.example/{number}"
    uid = article_uid(f"url:{url}", 1)
    parts: list[str] = []
    quotes = []
    length = 0
    for utterance, words in enumerate(wordings, 1):
        start = length + 1
        mention = start + len(words) + len("” said ")
        parts.append(f"“{words}” said {person.name}.\n")
        length += len(parts[-1])
        end = start + len(words)
        quotes.append(
            (
                count + utterance, quote_uid(uid, start, end), number, person.id, words, fold(words), start, end, "direct",
                utterance, "body", "said", person.name, mention, mention + len(person.name), "said", "name-then-verb",
                None, None, None, None, None, None, 0.9, "extracted", "benchmark",
            )
        )  # fmt: skip
    text = "".join(parts)
    outlet = 1 + chance.randrange(big_store.OUTLETS)
    yield Row(
        "article",
        (number, uid, outlet, f"url:{url}", 1, True, url, f"Article {number}", None, day, text, text_hash(text), "en",
         "benchmark", big_store.NOW, 1),
    )  # fmt: skip
    for values in quotes:
        yield Row("quote", values)


def build(url: str, quotations: int) -> None:
    migrate.upgrade(url)
    parsed = parse_url(url)
    if parsed.drivername == "sqlite":
        big_store.into_sqlite(str(parsed.database), rows(quotations))
    else:
        plain = parsed.render_as_string(hide_password=False).replace("+psycopg", "")
        big_store.into_postgresql(plain, rows(quotations))


class Altered(NamedTuple):
    """An altered wording, how it was altered, and the wordings of which one must be found first."""

    way: str
    words: str
    meant: frozenset[str]


def alterations(articles: Sequence[Real], each: int) -> list[Altered]:
    """At most *each* of every way, from different quotations."""
    chance = random.Random(SEED + 3)
    vocabulary = [word for one in articles for text in one.sentences for word in text.split() if word.isalpha()]
    chosen: dict[str, list[Altered]] = {}
    pool = [(one, at) for one in articles for at in range(len(one.quotations))]
    chance.shuffle(pool)
    for one, at in pool:
        whole = one.quotations[at]
        words = whole.split()
        if len(words) < LEAST_WORDS:
            continue
        third = max(1, len(words) // 3)
        ways = {"cut-start": " ".join(words[third:]), "cut-end": " ".join(words[:-third])}
        changed = list(words)
        for spot in chance.sample(range(len(words)), min(chance.choice((1, 2, 3)), len(words) // 4)):
            changed[spot] = chance.choice(vocabulary)
        ways["changed"] = " ".join(changed)
        hidden = chance.randint(2, max(2, min(6, len(words) // 3)))
        spot = chance.randint(2, len(words) - hidden - 2)
        ways["ellipsis"] = " ".join([*words[:spot], "…", *words[spot + hidden :]])
        if NOT.search(whole):
            ways["not-dropped"] = NOT.sub("", whole, count=1)
        sentences = re.split(r"(?<=[.!?])\s+", whole)
        meant = frozenset({fold(whole)})
        if len(sentences) >= 3:
            ways["joined"] = " ".join([sentences[0], *sentences[2:]])
        elif at + 1 < len(one.quotations) and len(one.quotations[at + 1].split()) >= LEAST_WORDS:
            ways["joined"] = f"{whole} {one.quotations[at + 1]}"
            meant |= {fold(one.quotations[at + 1])}
        open_ways = [way for way in ways if len(chosen.get(way, ())) < each and fold(ways[way]) != fold(whole)]
        if open_ways:
            way = min(open_ways, key=lambda way: len(chosen.get(way, ())))
            chosen.setdefault(way, []).append(Altered(way, ways[way], meant))
    return [each for way in sorted(chosen) for each in chosen[way]]


def measure(store: Store, each: int) -> dict[str, Any]:
    """Share found first by way, milliseconds, and how often what is unrelated is called altered."""
    stored, held_back = parted(real_articles())
    asked = alterations(stored, each)
    found: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    times: list[float] = []
    missed: list[Altered] = []
    with store.reading() as session:
        checker = Checker(session)
        for one in asked[:: max(1, len(asked) // 50)]:
            checker.check(Claim(one.words))
        for one in asked:
            began = time.perf_counter()
            checked = checker.check(Claim(one.words))
            times.append(time.perf_counter() - began)
            first = fold(checked.matches[0].appearance.row["words"]) if checked.matches else ""
            verdicts[f"{one.way} {checked.verdict}"] += 1
            if any(f" {each} " in f" {first} " for each in one.meant):  # a longer quotation may hold the whole
                found[one.way] += 1
            else:
                missed.append(one)
        unrelated = unrelated_wordings(held_back, each * 3)
        called = [words for words in unrelated if checker.check(Claim(words)).verdict == "altered"]
    total = Counter(one.way for one in asked)
    milliseconds = sorted(1000 * each for each in times)
    return {
        "asked": dict(total),
        "found first": {way: round(found[way] / total[way], 4) for way in total},
        "found first, all": round(sum(found.values()) / len(asked), 4),
        "median ms": round(statistics.median(milliseconds), 1),
        "95th percentile ms": round(milliseconds[int(0.95 * len(milliseconds))], 1),
        "unrelated": len(unrelated),
        "called altered": round(len(called) / len(unrelated), 4),
        "verdicts": dict(sorted(verdicts.items())),
        "missed": [(one.way, one.words) for one in missed],
        "called": called,
    }


def unrelated_wordings(held_back: Sequence[Real], most: int) -> list[str]:
    chance = random.Random(SEED + 4)
    found = [words for each in held_back for words in (*each.quotations, *each.sentences)]
    found = sorted({words for words in found if len(words.split()) >= LEAST_WORDS})
    chance.shuffle(found)
    return found[:most]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["build", "measure"])
    parser.add_argument("url", metavar="PATH|URL")
    parser.add_argument("--quotations", type=int, default=QUOTATIONS)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--show", action="store_true", help="show what was missed")
    given = parser.parse_args(arguments)
    if given.do == "build":
        began = time.monotonic()
        build(given.url, given.quotations)
        print(f"made in {time.monotonic() - began:.0f} s")
        return
    with open_store(given.url, read_only=True) as store:
        measured = measure(store, given.each)
    shown = {key: value for key, value in measured.items() if given.show or key not in ("missed", "called")}
    print(json.dumps(shown, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
