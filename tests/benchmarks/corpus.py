"""Articles in any number, as long as news: those that are bundled, under other names and with paragraphs of each other.

    python -m tests.benchmarks.corpus PATH COUNT

Names follow a Pareto law over 4,000 invented words, so that new speakers come as long as articles do; half of the
longer words in marks are others, so that no two articles quote the same sentence.  The same number gives the same
article.
"""

import argparse
import bisect
import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from quotes.model import Article
from quotes.samples import articles, gold_path
from tests.benchmarks.big_store import CONSONANTS, FORMS, VOWELS, vocabulary, zipf

SEED = 20261128
NAMES = 4000
LENGTH = 4500
"""Characters of an article at least: the median of the labelled news is 4,600.  As they are bundled, articles have 1,700
on average."""
MARKS = re.compile('["“”‘«„]')
QUOTED = re.compile('“[^”]+”|"[^"]+"')
WORD = re.compile(r"\b[a-z]{5,}\b")
CHANGED = 0.5
"""The share of the longer words in marks that become others, so that no two articles quote the same sentence."""


@cache
def _names() -> list[str]:
    chance = random.Random(SEED)
    found: dict[str, None] = {}
    while len(found) < NAMES:
        syllables = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice((2, 3))))
        found.setdefault(("".join(syllables) + chance.choice("nrst")).capitalize())
    return list(found)


@cache
def _words() -> tuple[list[str], list[float]]:
    return vocabulary(), zipf(FORMS)


def rare_word(chance: random.Random) -> str:
    """A made-up word, most often a frequent one."""
    words, weights = _words()
    return words[bisect.bisect(weights, chance.random() * weights[-1])]


@cache
def _speakers() -> re.Pattern[str]:
    """The parts of the names of those who are quoted."""
    lines = [json.loads(line) for line in gold_path().read_text(encoding="utf-8").splitlines()]
    names = {
        part
        for line in lines
        for each in line["segments"]
        if each["type"] == "person" and each["speaker"]
        for part in each["speaker"].split()
        if part[0].isupper()
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names)))})\b")


@cache
def _samples() -> tuple[Article, ...]:
    return articles()


@cache
def _plain() -> list[str]:
    """Paragraphs in which nobody is quoted."""
    return [each for article in _samples() for each in article.text.split("\n\n") if not MARKS.search(each)]


def record(number: int, shortest: int = LENGTH) -> dict[str, str]:
    """Article *number*, as a line of JSON has it, of at least *shortest* characters."""
    chance = random.Random(f"{SEED} {number}")
    sample = chance.choice(_samples())
    parts = sample.text.split("\n\n")
    while sum(map(len, parts)) < shortest:
        parts.insert(chance.randrange(1, len(parts) + 1), chance.choice(_plain()))
    named: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        if found[0] not in named:
            fresh = (_names()[min(NAMES, int(chance.paretovariate(0.5))) - 1] for _ in range(NAMES))
            named[found[0]] = next((each for each in fresh if each not in named.values()), found[0])
        return named[found[0]]

    def reworded(found: re.Match[str]) -> str:
        return WORD.sub(lambda word: word[0] if chance.random() > CHANGED else rare_word(chance), found[0])

    return {
        "id": str(number),
        "url": f"https://news.example/{number}",
        "outlet": f"Paper {min(50, int(chance.paretovariate(0.6)))}",
        "date": f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        "title": f"Article {number}",
        "text": _speakers().sub(other, QUOTED.sub(reworded, "\n\n".join(parts))),
    }


def records(count: int) -> Iterator[dict[str, str]]:
    return map(record, range(count))


def write(path: Path, count: int) -> Path:
    """Writes *count* articles as JSON Lines; returns *path*."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in records(count))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("count", type=int)
    given = parser.parse_args()
    write(given.path, given.count)


if __name__ == "__main__":
    main()
