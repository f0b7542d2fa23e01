"""The training corpus: PolNeAR's training articles and their automatic tokens.

Read from a folder beside the checkout; nothing of it is in the package, and no text or word sequence of it
may be.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

DEFAULT_FOLDER = Path(__file__).parents[3] / "shared" / "bench"
"""Where the corpus is expected: ``../shared/bench`` beside the repository."""

ORIGIN = (
    "PolNeAR v1.0, training part (Newell, Margolin, Ruths, LREC 2018): a published corpus without a licence "
    "file. Parameters only; no text and no word sequence of it is included."
)

Segment = dict[str, Any]


class LabelledArticle(NamedTuple):
    """One article with its labelled stretches; offsets are code points of ``text``."""

    id: str
    outlet: str
    date: str | None
    title: str
    byline: str | None
    text: str
    segments: tuple[Segment, ...]
    """As in the file: ``start``, ``end`` inside the marks, ``status``, ``source`` and ``cue`` spans."""


class Word(NamedTuple):
    """One automatic token: CoreNLP's form, Penn tag, class of name (``O``: none), offsets in the article."""

    form: str
    tag: str
    entity: str
    start: int
    end: int


def articles(folder: Path = DEFAULT_FOLDER, name: str = "polnear-train") -> tuple[LabelledArticle, ...]:
    """The articles of ``NAME.jsonl`` in file order."""
    found: list[LabelledArticle] = []
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found.append(
                LabelledArticle(
                    str(record["id"]),
                    record.get("outlet") or "",
                    record.get("date"),
                    record.get("title") or "",
                    record.get("author"),
                    record["text"],
                    tuple(record.get("segments", ())),
                )
            )
    return tuple(found)


def words(
    folder: Path = DEFAULT_FOLDER, name: str = "polnear-train"
) -> Iterator[tuple[str, tuple[tuple[Word, ...], ...]]]:
    """``(article id, sentences of words)`` from ``NAME.tokens.jsonl.gz``, in file order."""
    with gzip.open(folder / f"{name}.tokens.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], tuple(tuple(Word(*word) for word in s) for s in record["sentences"])


def checksum(*paths: Path) -> str:
    """SHA-256 over the contents of *paths*, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fold_of(ids: Sequence[str], folds: int) -> dict[str, int]:
    """A fold for each article id, the same in every run whatever the order of the articles."""
    return {name: int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds for name in ids}
