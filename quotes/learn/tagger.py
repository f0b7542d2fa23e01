"""Fit the Penn tagger: NLTK's averaged perceptron, its features and its updates, on our tokens.

The training articles are cut into sentences and tokens as at run time (``quotes.annotation``), most of them with
their quotations masked and the words inside the marks as sentences of their own; tags come from the automatic
tokens by offset.  Features and dictionary words seen in fewer than three articles are dropped, small weights
pruned, and weights rounded to integers: sums are exact, so the fast loop of ``annotation/tagger.py`` and NLTK's own
agree to the letter.
"""

import argparse
import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quotes.annotation import masking, paragraphs, sentences, tagger, tokens
from quotes.learn import corpus, manifest
from quotes.model import QUOTED, Article, Span
from quotes.quotations.spans import find_quoted_spans
from quotes.weights.packed import GREATEST

IN_ARTICLES = 3
"""Articles in which a feature or a dictionary word must occur."""
MASKED_SHARE = 0.8
"""Share of the articles whose quotations are masked; the others keep the marks among their tokens."""
SURE_COUNT, SURE_SHARE = 20, 0.97
"""NLTK's thresholds for the tag dictionary: occurrences, and share of the commonest tag."""
SCALE = 100
"""Averaged weights are multiplied by this before they are rounded to integers."""
FOLDS = 10
"""One in so many articles is held out to measure agreement."""

Tagged = tuple[list[str], list[str]]
"""Words and tags of one sentence; a masked quotation is an empty word."""
Feature = tuple[str, str]
_Cells = dict[str, list[float]]
"""By tag: weight, sum of past weights, time of the last change."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options for passes, seed and pruning."""
    parser.add_argument("--passes", type=int, default=5, help="times over the corpus")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--prune", type=int, default=120, help="least sum of a feature's absolute weights to keep it")
    parser.add_argument("--prune-weight", type=int, default=30, help="least absolute weight to keep it")
    parser.add_argument("--score-only", action="store_true", help="measure on held-out articles, write nothing")


def run(options: argparse.Namespace) -> str:
    """Measures on the held-out fold, fits on everything, writes ``weights/tagger.json``, and returns a line with the
    scores.
    """
    by_article = dict(read(options))
    folds = corpus.fold_of(sorted(by_article), FOLDS)
    training = {name: found for name, found in by_article.items() if folds[name]}
    held_out = [sentence for name, found in by_article.items() if not folds[name] for sentence in found]
    score = agreement(fit(training, options), held_out)
    said = f"agreement on {len(held_out)} held-out sentences: {score:.4f}"
    if options.score_only:
        return said
    model = fit(by_article, options)
    path = manifest.write_resource(
        "tagger",
        model,
        {
            "command": f"python -m quotes.learn tagger --passes {options.passes} --seed {options.seed} "
            f"--prune {options.prune} --prune-weight {options.prune_weight}",
            "origin": corpus.ORIGIN + "  Tags are automatic (CoreNLP).",
            "corpus_sha256": corpus.checksum(
                options.corpus / "polnear-train.jsonl", options.corpus / "polnear-train.tokens.jsonl.gz"
            ),
            "seed": options.seed,
            "scores": {
                "agreement_held_out": round(score, 4),
                "held_out": f"every article whose hash falls into fold 0 of {FOLDS}; shipped weights use all",
            },
        },
        options.out,
        depth=3,
        packed=tagger.pack(model),
    )
    return f"{said}; {path.name}: {path.stat().st_size} bytes"


def read(options: argparse.Namespace) -> Iterator[tuple[str, list[Tagged]]]:
    """Yields each article's sentences in the run time's tokens, tagged as the automatic tokens at their offsets."""
    texts = {article.id: article.text for article in corpus.articles(options.corpus)}
    generator = random.Random(options.seed)
    for name, gold in corpus.words(options.corpus):
        at = {word.end: word.tag for sentence in gold for word in sentence}
        masked = generator.random() < MASKED_SHARE
        yield name, list(_sentences(texts[name], at, masked))


def _sentences(text: str, at: dict[int, str], masked: bool) -> Iterator[Tagged]:
    lines = paragraphs.find_paragraphs(text)
    quoted = masking.outermost(find_quoted_spans(text)) if masked else []
    starts = [line.start for line in lines]
    inside = [span for span in quoted if span.outer_end <= lines[bisect_right(starts, span.outer_start) - 1].end]
    yield from _cut(masking.mask(text, inside), text, at, lines)
    plain = masking.straighten(text)
    for span in quoted:
        within = [
            Span(line.start + span.start, line.end + span.start)
            for line in paragraphs.find_paragraphs(text[span.start : span.end])
        ]
        yield from _cut(plain, text, at, within)


def _cut(masked: str, text: str, at: dict[int, str], lines: Sequence[Span]) -> Iterator[Tagged]:
    for line in lines:
        for first, last in sentences.find_sentences(masked, text, line.start, line.end):
            words: list[str] = []
            found: list[str] = []
            for _, stop, word in zip(*tokens.tokenize(masked, first, last), strict=True):
                words.append(word)
                # A word that the automatic tokens cut up, or whose point they cut off: by its last part.
                found.append(QUOTED if not word else at.get(stop) or at.get(stop - 1) or "")
            if all(found):
                yield words, found


class _Row(NamedTuple):
    """One word in training: the cells of its own features, and what the features with tags need."""

    word: str
    normal: str
    tag: str
    sure: str | None
    cells: list[_Cells]


def fit(by_article: dict[str, list[Tagged]], options: argparse.Namespace) -> dict[str, Any]:
    """Returns weights, tag dictionary and classes, as ``weights/tagger.json`` holds them."""
    sure = dictionary(by_article)
    kept = _common(by_article)
    model: dict[Feature, _Cells] = {feature: {} for feature in kept}
    rows = [_rows(sentence, sure, model) for found in by_article.values() for sentence in found]
    classes = sorted({row.tag for sentence in rows for row in sentence} - {QUOTED})
    generator = random.Random(options.seed)
    clock = 0
    for _ in range(options.passes):
        for sentence in rows:
            clock = _learn(sentence, model, classes, clock)
        generator.shuffle(rows)
    averaged = _average(model, clock, options.prune, options.prune_weight)
    if reach(averaged) > GREATEST:
        raise ValueError(f"weights add up to {reach(averaged)}, and packed scores hold {GREATEST}")
    return {"classes": classes, "tagdict": sure, "weights": averaged}


def reach(averaged: Mapping[str, Mapping[str, Mapping[str, int]]]) -> int:
    """Returns the greatest score that one tag can get, or lose, by one value of each template."""
    highest: Counter[str] = Counter()
    lowest: Counter[str] = Counter()
    for values in averaged.values():
        high: Counter[str] = Counter()
        low: Counter[str] = Counter()
        for scores in values.values():
            high |= Counter(scores)
            low |= Counter({tag: -weight for tag, weight in scores.items()})
        highest += high
        lowest += low
    return max([*highest.values(), *lowest.values()], default=0)


def dictionary(by_article: dict[str, list[Tagged]]) -> dict[str, str]:
    """Returns the words that nearly always take one tag, with that tag; the masked quotation is among them."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spread: Counter[str] = Counter()
    for found in by_article.values():
        spread.update({word for words, _ in found for word in words})
        for words, tags_ in found:
            for word, tag in zip(words, tags_, strict=True):
                counts[word][tag] += 1
    sure = {"": QUOTED}
    for word, by_tag in counts.items():
        tag, mode = by_tag.most_common(1)[0]
        total = by_tag.total()
        if spread[word] >= IN_ARTICLES and total >= SURE_COUNT and mode / total >= SURE_SHARE:
            sure[word] = tag
    return sure


def static_features(words: Sequence[str]) -> Iterator[list[Feature]]:
    """Yields NLTK's features of each word that don't depend on tags, as (template, value)."""
    context = ["-START-", "-START2-", *map(tagger.normalize, words), "-END-", "-END2-"]
    for i, word in enumerate(words, 2):
        yield [
            ("bias", ""),
            ("i suffix", word[-3:]),
            ("i pref1", word[:1]),
            ("i word", context[i]),
            ("i-1 word", context[i - 1]),
            ("i-1 suffix", context[i - 1][-3:]),
            ("i-2 word", context[i - 2]),
            ("i+1 word", context[i + 1]),
            ("i+1 suffix", context[i + 1][-3:]),
            ("i+2 word", context[i + 2]),
        ]


def tag_features(prev: str, prev2: str, normal: str) -> tuple[Feature, ...]:
    """Returns NLTK's features that depend on the two tags before."""
    return (
        ("i-1 tag", prev),
        ("i-2 tag", prev2),
        ("i tag+i-2 tag", f"{prev} {prev2}"),
        ("i-1 tag+i word", f"{prev} {normal}"),
    )


def _common(by_article: dict[str, list[Tagged]]) -> Iterable[Feature]:
    """Returns the features that occur in at least ``IN_ARTICLES`` articles; those with tags are counted by the tags of
    the corpus.
    """
    spread: Counter[Feature] = Counter()
    for found in by_article.values():
        here: set[Feature] = set()
        for words, gold in found:
            prev, prev2 = "-START-", "-START2-"
            for word, tag, features in zip(words, gold, static_features(words), strict=True):
                here.update(features)
                here.update(tag_features(prev, prev2, tagger.normalize(word)))
                prev2, prev = prev, tag
        spread.update(here)
    return [feature for feature, count in spread.items() if count >= IN_ARTICLES]


def _rows(sentence: Tagged, sure: dict[str, str], model: dict[Feature, _Cells]) -> list[_Row]:
    words, gold = sentence
    return [
        _Row(word, tagger.normalize(word), tag, sure.get(word), [model[f] for f in features if f in model])
        for word, tag, features in zip(words, gold, static_features(words), strict=True)
    ]


def _learn(sentence: list[_Row], model: dict[Feature, _Cells], classes: list[str], clock: int) -> int:
    """Tags one sentence, corrects the weights where the guess is wrong, and returns *clock*, advanced by the
    guesses.
    """
    prev, prev2 = "-START-", "-START2-"
    for row in sentence:
        guess = row.sure
        if guess is None:
            cells = row.cells + [
                model[feature] for feature in tag_features(prev, prev2, row.normal) if feature in model
            ]
            scores = dict.fromkeys(classes, 0.0)
            for cell in cells:
                for tag, (weight, _, _) in cell.items():
                    scores[tag] += weight
            guess = max(classes, key=lambda tag: (scores[tag], tag))
            clock += 1
            if guess != row.tag:
                for cell in cells:
                    _add(cell, row.tag, 1.0, clock)
                    _add(cell, guess, -1.0, clock)
        prev2, prev = prev, guess
    return clock


def _add(cell: _Cells, tag: str, value: float, clock: int) -> None:
    entry = cell.get(tag)
    if entry is None:
        cell[tag] = [value, 0.0, clock]
    else:
        entry[1] += (clock - entry[2]) * entry[0]
        entry[2] = clock
        entry[0] += value


def _average(
    model: dict[Feature, _Cells], clock: int, prune: int, prune_weight: int
) -> dict[str, dict[str, dict[str, int]]]:
    """Returns the averaged weights as integers, by template and value, without the negligible ones."""
    weights: defaultdict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for (template, value), cells in model.items():
        averaged = {
            tag: round(SCALE * (total + (clock - since) * weight) / clock)
            for tag, (weight, total, since) in cells.items()
        }
        kept = {tag: weight for tag, weight in averaged.items() if abs(weight) >= prune_weight}
        if sum(map(abs, kept.values())) >= prune:
            weights[template][value] = kept
    return dict(weights)


def agreement(model: dict[str, Any], held_out: Sequence[Tagged]) -> float:
    """Returns the share of tokens, quotations not counted, that get the corpus's tag."""
    fitted = tagger.Model(tagger.pack(model))
    right = total = 0
    for words, gold in held_out:
        for word, guess, tag in zip(words, fitted.tag(words), gold, strict=True):
            if word:
                right += guess == tag
                total += 1
    return right / total


__all__ = ["Article", "add_arguments", "agreement", "fit", "read", "run"]
