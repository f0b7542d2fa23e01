"""Reads the training corpora: articles with labelled quotations, and automatic tokens of some of them.

The texts are read from a folder beside the checkout; nothing of them is in the package, and no text or word sequence
of them may be.  What readers labelled for this project is: ``quoted.json``, positions only.
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

LABELLED = ("polnear-dev", "web-dev", "world-dev", "british-dev")
"""Files whose quotations carry the resolved speaker, of many outlets."""
READ = ("british-unlabelled",)
"""Files of texts alone, to which ``quoted.json`` has the labels."""
FOLDS = 5
"""Parts into which outlets are cut for cross-validation."""
ANNOTATED = "polnear-train"
"""The file whose segments have their sources as spans."""
FILES = (ANNOTATED, *LABELLED, *READ)
"""All files with labelled quotations."""
LABELS = Path(__file__).parent / "quoted.json"
"""Readers' labels of quoted stretches, by the hash of the article's id: rows of start, end, status (``q`` for
somebody's words; ``t``, ``s``, ``o`` for a title, a term or scare quotes, anything else that is nobody's), kind of
speaker (``p``, ``o``, ``g``, ``d``, ``u``), 1 where the reader hesitated, and where the article has the speaker's
names, the fullest first."""
_STATUS = {"q": "quote", "t": "title", "s": "scare", "o": "other"}
_KINDS = {"p": "person", "o": "org", "g": "group", "d": "document", "u": "unnamed", "": None}

OTHERS = (
    "And the labelled articles of four other files, 80 of them from the web pages of some 60 outlets (public test "
    "pages of article extractors, 2012-2026), 410 of a research collection of BBC News of 2004-05: the texts belong to "
    "their publishers; parameters only.  Speakers and nobody's words as labelled by readers, partly for this project "
    "(quotes/learn/quoted.json: positions only)."
)
Segment = dict[str, Any]


class LabelledArticle(NamedTuple):
    """One article with its labelled stretches; offsets are code points of ``text``."""

    corpus: str
    """The name of the file it is from."""
    id: str
    outlet: str
    date: str | None
    title: str
    byline: str | None
    text: str
    segments: tuple[Segment, ...]
    """As in the file: ``start``, ``end`` inside the marks, ``status``, ``source`` and ``cue`` spans; those that
    a reader labelled for this project instead as in the files with resolved speakers."""


class Word(NamedTuple):
    """One automatic token: CoreNLP's form, Penn tag, class of name (``O``: none), offsets in the article."""

    form: str
    tag: str
    entity: str
    start: int
    end: int


def articles(folder: Path = DEFAULT_FOLDER, name: str = ANNOTATED) -> tuple[LabelledArticle, ...]:
    """Returns the articles of ``NAME.jsonl`` in file order."""
    found: list[LabelledArticle] = []
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found.append(
                LabelledArticle(
                    name,
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


def every_article(folder: Path = DEFAULT_FOLDER) -> tuple[LabelledArticle, ...]:
    """Returns the articles of all corpora; readers' labels replace those that a file has for the same stretch.

    Articles of the files of texts alone are left out if they have no label.
    """
    labels = read_labels()
    found: list[LabelledArticle] = []
    for name in FILES:
        for article in articles(folder, name):
            rows = labels.get(hashed(article.id), ())
            if not rows and name in READ:
                continue
            own = [_segment(article.text, row) for row in rows]
            places = {(segment["start"], segment["end"]) for segment in own}
            kept = [segment for segment in article.segments if (segment["start"], segment["end"]) not in places]
            segments = sorted([*kept, *own], key=lambda segment: (segment["start"], segment["end"]))
            found.append(article._replace(segments=tuple(segments)))
    return tuple(found)


def read_labels() -> dict[str, list[list[Any]]]:
    """Returns the rows of ``quoted.json``, by the hash of the article's id."""
    labels: dict[str, list[list[Any]]] = json.loads(LABELS.read_text(encoding="utf-8"))
    return labels


def hashed(name: str) -> str:
    """Returns the hash that stands for an article's id in files of labels, because ids hold words of titles."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _segment(text: str, row: Sequence[Any]) -> Segment:
    """Returns a row of readers' labels as a segment of an article with resolved speakers."""
    start, end, status, kind, unsure, places = row
    names = [text[a:b] for a, b in places]
    segment: Segment = {"start": start, "end": end, "status": _STATUS[status], "unsure": bool(unsure), "source": None}
    if names:
        segment |= {"speaker": names[0], "also": names[1:], "type": _KINDS[kind]}
    return segment


def words(folder: Path = DEFAULT_FOLDER, name: str = ANNOTATED) -> Iterator[tuple[str, tuple[tuple[Word, ...], ...]]]:
    """Yields ``(article id, sentences of words)`` from ``NAME.tokens.jsonl.gz``, in file order."""
    with gzip.open(folder / f"{name}.tokens.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], tuple(tuple(Word(*word) for word in s) for s in record["sentences"])


def checksum(*paths: Path) -> str:
    """Returns the SHA-256 over the contents of *paths*, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fold(outlet: str) -> int:
    """Returns the fold of an outlet, the same in every run and for its spellings in different corpora."""
    key = outlet.casefold().replace(" ", "").removesuffix("news")
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS


def fold_of(ids: Sequence[str], folds: int) -> dict[str, int]:
    """Returns a fold for each article id, the same in every run whatever the order of the articles."""
    return {name: int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds for name in ids}
