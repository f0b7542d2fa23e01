"""Scores what is read from raw pages: headline, authors, date, outlet, the article's words, and who said what in them.

A folder ``NAME-html`` holds the pages (``ID.html``, ``ID.html.gz``).  ``NAME-meta.json`` beside it says what is right
for each id: ``title``, ``authors``, ``published``, ``outlet``, with other right answers under the same name and
``_also``.  ``NAME.jsonl``, if it is there, is gold of the same articles' texts.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotes.errors import NotFound, UsageProblem
from quotes.model import Article

_WORD = re.compile(r"\w+")
FIELDS = ("headline", "authors", "date", "outlet")
"""What is scored of a page's metadata, as a share of the pages for which the right answer is known."""


class PageFolder(NamedTuple):
    """The pages of a folder by id, what is right for each, and the gold articles with these ids."""

    name: str
    pages: Mapping[str, Path]
    right: Mapping[str, Mapping[str, Any]]
    gold: Mapping[str, Mapping[str, Any]]


class PageScores(NamedTuple):
    """Right answers and answers asked for, by field; the word F1 of each article whose text is known."""

    right: Counter[str]
    asked: Counter[str]
    body: list[float]

    def figures(self) -> dict[str, float | None]:
        """Returns the share of right answers of each field, and the mean word F1; None where nothing was asked."""
        shares = {name: self.right[name] / self.asked[name] if self.asked[name] else None for name in FIELDS}
        return {**shares, "word F1": sum(self.body) / len(self.body) if self.body else None}


def page_folder(folder: Path) -> PageFolder:
    """Returns the pages of *folder* and what is right for them.

    :raises NotFound: there is no such folder, or no file that says what is right.
    :raises UsageProblem: that file is not JSON, or none of its pages is in the folder.
    """
    name = folder.name.removesuffix("-html")
    stated, gold = folder.with_name(f"{name}-meta.json"), folder.with_name(f"{name}.jsonl")
    if not folder.is_dir():
        raise NotFound(f"there is no folder {folder}")
    try:
        right = json.loads(stated.read_text("utf-8"))
    except OSError:
        raise NotFound(f"there is no {stated}, which says what is right for the pages of {folder}") from None
    except ValueError:
        raise UsageProblem(f"{stated} is not JSON") from None
    pages = {path.name.partition(".")[0]: path for path in sorted(folder.iterdir()) if ".html" in path.name}
    if not isinstance(right, dict) or not pages.keys() & right.keys():
        raise UsageProblem(f"{stated} names no page of {folder}")
    records = (
        (json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()) if gold.is_file() else ()
    )
    return PageFolder(
        name, {each: pages[each] for each in right if each in pages}, right, {r["id"]: r for r in records}
    )


def score_pages(folder: PageFolder, read: Mapping[str, Article]) -> PageScores:
    """Compares the articles that were *read* from pages, by id, with what is right; a page without one is wrong."""
    scores = PageScores(Counter(), Counter(), [])
    for name in folder.pages:
        stated, article = folder.right[name], read.get(name)
        answers = {
            "headline": _among(article and article.title, [stated.get("title"), *stated.get("title_also", ())]),
            "date": str(article and article.published_on)
            in [stated.get("published"), *stated.get("published_also", ())],
            "outlet": _among(article and article.outlet, [stated.get("outlet"), *stated.get("outlet_also", ())]),
            "authors": _names(article)
            in [
                _folded_all(each)
                for each in (stated.get("authors"), *stated.get("authors_also", ()))
                if each is not None
            ],
        }
        for field, key in (("headline", "title"), ("date", "published"), ("outlet", "outlet"), ("authors", "authors")):
            if stated.get(key) is not None:
                scores.asked[field] += 1
                scores.right[field] += answers[field]
        if name in folder.gold:
            scores.body.append(word_f1(article.text if article else "", folder.gold[name]["text"]))
    return scores


def word_f1(found: str, right: str) -> float:
    """Returns the F1 of the words of *found* against those of *right*, each counted as often as it occurs, 0 to 1."""
    ours, theirs = Counter(_WORD.findall(found.casefold())), Counter(_WORD.findall(right.casefold()))
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total()) if common else 0.0


def moved(quotes: Iterable[Mapping[str, Any]], text: str) -> list[dict[str, Any]]:
    """Returns predictions for a page with their ends moved to where the same words stand in the clean *text*.

    Words are looked for behind the ones before, else from the beginning; those that the clean text lacks are put
    behind its end, where no gold segment can be.
    """
    even, places = _even(text)
    at = 0
    found: list[dict[str, Any]] = []
    for quote in quotes:
        words = " ".join(str(quote["text"]).split())
        start = even.find(words, at)
        start = even.find(words) if start < 0 else start
        if start < 0:
            ends = (len(text), len(text) + len(words))
        else:
            at = start
            ends = (places[start], places[start + len(words) - 1] + 1)
        found.append({**quote, "start": ends[0], "end": ends[1]})
    return found


def _even(text: str) -> tuple[str, list[int]]:
    """Returns *text* with each run of blanks as one blank, and the place in *text* of each of its characters."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        places.append(place)
    return "".join(letters), places


def page_table(lines: Sequence[tuple[str, Mapping[str, float | None]]]) -> str:
    """Returns the figures of several folders as a table, a line each, what cannot be told left empty."""
    names = list(dict.fromkeys(name for _, figures in lines for name in figures))
    width = max(len(label) for label, _ in lines)
    rows = ["  ".join([" " * width, *names])]
    for label, figures in lines:
        cells = ("" if figures.get(name) is None else f"{figures[name]:.3f}" for name in names)
        rows.append(
            "  ".join([label.ljust(width), *(cell.rjust(len(name)) for cell, name in zip(cells, names, strict=True))])
        )
    return "\n".join(row.rstrip() for row in rows) + "\n"


def _folded(value: object) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", str(value or "")).casefold()))


def _folded_all(values: object) -> frozenset[str]:
    return frozenset(map(_folded, [values] if isinstance(values, str) else list(values)))  # type: ignore[call-overload]


def _among(value: object, right: Iterable[object]) -> bool:
    return bool(value) and _folded(value) in map(_folded, right)


def _names(article: Article | None) -> frozenset[str]:
    names = (article.byline or "").split(";") if article else []
    return frozenset(folded for name in names if (folded := _folded(name)))
