"""Fit the kinds of proper names: multinomial logistic regression over the features of ``quotes.mentions.name_kinds``.

Labels are the automatic classes of names in the training tokens, by the last word of each run.  Features seen in
fewer than three articles are dropped, and so are word features of words that are mostly parts of personal names:
what is learned is what names look like, not who was in the news.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from quotes.english.titles import GENERATIONS
from quotes.learn import corpus, manifest
from quotes.mentions.capitalised_runs import find_runs
from quotes.mentions.name_kinds import NAME_KINDS, features, in_title_lines, lower_words
from quotes.mentions.name_shapes import shape_of
from quotes.weights.sums import pack, spelled

IN_ARTICLES = 3
FOLDS = 5
_CLASSES = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "MISC": 3}


class Example(NamedTuple):
    """One run of one article: its features and the position of its kind in ``NAME_KINDS``."""

    article: str
    features: tuple[str, ...]
    kind: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the option for the strength of the penalty."""
    parser.add_argument("--penalty", type=float, default=1.0, help="L2 penalty")
    parser.add_argument("--score-only", action="store_true", help="measure on held-out articles, write nothing")


def run(options: argparse.Namespace) -> str:
    """Measures on a held-out fold, fits on everything, writes ``weights/name_kinds.json``, and returns a line with the
    scores.
    """
    examples = list(read(options))
    folds = corpus.fold_of(sorted({e.article for e in examples}), FOLDS)
    table = fit([e for e in examples if folds[e.article]], options.penalty)
    held_out = [e for e in examples if not folds[e.article]]
    right = sum(_best(table, e.features) == e.kind for e in held_out) / len(held_out)
    said = f"agreement on {len(held_out)} held-out runs: {right:.4f}"
    if options.score_only:
        return said
    table = fit(examples, options.penalty)
    path = manifest.write_resource(
        "name_kinds",
        {"kinds": list(NAME_KINDS), "weights": table},
        {
            "command": f"python -m quotes.learn name_kinds --penalty {options.penalty}",
            "origin": corpus.ORIGIN + "  Classes of names are automatic (CoreNLP).",
            "corpus_sha256": corpus.checksum(
                options.corpus / "polnear-train.jsonl", options.corpus / "polnear-train.tokens.jsonl.gz"
            ),
            "seed": None,
            "scores": {"agreement_held_out": round(right, 4), "held_out": f"one fold of {FOLDS} by article"},
        },
        options.out,
        packed=pack(table, len(NAME_KINDS)),
    )
    return f"{said}; {path.name}: {path.stat().st_size} bytes, {len(table)} features"


def read(options: argparse.Namespace) -> list[Example]:
    """Returns the runs of the training articles with their kinds."""
    texts = {article.id: article.text for article in corpus.articles(options.corpus)}
    found: list[Example] = []
    personal: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, gold in corpus.words(options.corpus):
        text = texts[name]
        classes: dict[int, str] = {}
        for sentence in gold:
            for word in sentence:
                classes.update(dict.fromkeys(range(word.start, word.end), word.entity))
        runs = find_runs(text)
        shapes = [shape_of(each.words) for each in runs]
        counts = Counter(shape.key for shape in shapes)
        lower, headlines = lower_words(text, shapes), in_title_lines(text, runs)
        for i, (each, shape) in enumerate(zip(runs, shapes, strict=True)):
            lows = [word.lower().rstrip(".") for word in each.words]
            proper = [
                start for start, low in zip(each.starts[: shape.end], lows, strict=False) if low not in GENERATIONS
            ]
            kind = _CLASSES.get(classes.get((proper or each.starts)[-1], "O"), 4)
            for start, low in zip(each.starts, lows, strict=True):
                personal[low][classes.get(start) == "PERSON"] += 1
            own = features(text, each, shape, counts[shape.key], lower, i in headlines)
            found.append(Example(name, spelled(own), kind))
    mostly = {word for word, seen in personal.items() if seen[True] > seen[False]}
    return [
        e._replace(features=tuple(f for f in e.features if not (f[0] == "w" and f.partition(":")[2] in mostly)))
        for e in found
    ]


def fit(examples: Sequence[Example], penalty: float) -> dict[str, list[float]]:
    """Returns the weights of each feature, one for each of ``NAME_KINDS``, rounded to hundredths; rows of zeros are
    left out.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    articles: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            articles[feature].add(example.article)
    names = sorted(f for f, seen in articles.items() if len(seen) >= IN_ARTICLES)
    column = {f: i for i, f in enumerate(names)}
    rows, columns = [], []
    for r, example in enumerate(examples):
        for feature in example.features:
            if feature in column:
                rows.append(r)
                columns.append(column[feature])
    x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples), len(names)))
    y = np.zeros((len(examples), len(NAME_KINDS)))
    y[np.arange(len(examples)), [e.kind for e in examples]] = 1
    transposed = x.T.tocsr()

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(len(names), len(NAME_KINDS))
        scores = x @ w
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        log_p = scores - total
        gradient = transposed @ (np.exp(log_p) - y) + penalty * w
        return float(-(log_p * y).sum() + 0.5 * penalty * (w**2).sum()), gradient.ravel()

    start = np.zeros(len(names) * len(NAME_KINDS))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    table = best.reshape(len(names), len(NAME_KINDS)).round(2)
    return {name: [float(v) for v in row] for name, row in zip(names, table, strict=True) if np.abs(row).max() >= 0.05}


def _best(table: dict[str, list[float]], found: Sequence[str]) -> int:
    totals = [0.0] * len(NAME_KINDS)
    for feature in found:
        for k, value in enumerate(table.get(feature, ())):
            totals[k] += value
    return max(range(len(NAME_KINDS)), key=totals.__getitem__)
