"""Fit the attribution model: a log-linear ranking of candidate speakers.

Examples are the quotations of the training articles whose source is annotated.  What counts as right is any
candidate that overlaps the annotated source, and "as the quotation before" where that one had the same source; the
likelihood sums over all of them.  Short stretches that are nobody's words in the corpus (``other``) are examples of
"nobody".  History features are fitted on what models of the other folds decided, not on the annotation, so that
the model learns how far to trust its own past.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quotes.annotation.scope import Reach
from quotes.attribution.features import CARRY, NOBODY, PriorChoice
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.quotation_surface import Alone, Shape, surface_of
from quotes.attribution.ranking import candidates, decide, softmax
from quotes.learn import corpus, manifest
from quotes.model import Article
from quotes.pipeline import AnalysedArticle, analyse
from quotes.weights.sums import spelled

IN_ARTICLES = 3
FOLDS = 5
SHORT = 40
"""Characters up to which an unattributed stretch counts as nobody's words."""


LONG_TITLE = 100
"""The same for one in title case."""


DOUBTED = 0.1
"""Unattributed stretches to which a model of the other folds gives less than this as "nobody" are left out."""
WEIGHT = 3
"""How often the others count: with it false credit falls by a third on both development sets, at no cost in who F1."""


class Gold(NamedTuple):
    """What the corpus says of one outermost quotation: positions of right mentions, or nobody."""

    right: frozenset[int]
    nobody: bool


class Example(NamedTuple):
    """One quotation: features of each candidate, and which candidates are right."""

    article: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


class AnnotatedArticle(NamedTuple):
    """One training article, analysed, with what the corpus tells of its quotations (by slot)."""

    id: str
    analysed: AnalysedArticle
    gold: tuple[Gold | None, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Strength of the penalty."""
    parser.add_argument("--penalty", type=float, default=2.0, help="L2 penalty")
    parser.add_argument("--score-only", action="store_true", help="measure by cross-validation, write nothing")


def run(options: argparse.Namespace) -> str:
    """Cross-validate, fit on everything, write ``weights/attribution.json``."""
    articles = [annotated(article) for article in corpus.articles(options.corpus)]
    folds = corpus.fold_of([each.id for each in articles], FOLDS)
    first = [_examples(each, _gold_past(each)) for each in articles]
    models = _by_fold(articles, first, folds, options.penalty)
    second = [_examples(each, _decided_past(each, models[folds[each.id]])) for each in articles]
    second = _trusted(articles, second, folds, models)
    models = _by_fold(articles, second, folds, options.penalty)
    score = _score(articles, second, folds, models)
    said = f"right candidate by cross-validation: {score:.4f}"
    if options.score_only:
        return said
    table = fit([e for found in second for e in found], options.penalty)
    path = manifest.write_resource(
        "attribution",
        {"weights": table},
        {
            "command": f"python -m quotes.learn attribution --penalty {options.penalty}",
            "origin": corpus.ORIGIN + "  Sources as annotated.",
            "corpus_sha256": corpus.checksum(options.corpus / "polnear-train.jsonl"),
            "seed": None,
            "scores": {"right_candidate": round(score, 4), "by": f"{FOLDS}-fold cross-validation by article"},
        },
    )
    return f"{said}; {path.name}: {path.stat().st_size} bytes, {len(table)} features"


def annotated(article: corpus.LabelledArticle) -> AnnotatedArticle:
    """Look at one training article and tie its annotated stretches to slots."""
    analysed = analyse(Article(text=article.text, byline=article.byline, title=article.title), Reach.BEFORE)
    gold: list[Gold | None] = []
    for slot in analysed.layout.slots:
        span = analysed.layout.span(slot)
        held = [s for s in article.segments if s["start"] < span.end and span.start < s["end"]]
        gold.append(_gold(analysed.layout, held[0], slot) if held else None)
    return AnnotatedArticle(article.id, analysed, tuple(gold))


def _gold(layout: Layout, segment: Mapping[str, Any], slot: Slot) -> Gold | None:
    if segment["status"] != "quote":
        span = layout.span(slot)
        surface = surface_of(layout, slot)
        short = span.end - span.start <= (LONG_TITLE if surface.shape is Shape.TITLE else SHORT)
        return Gold(frozenset(), True) if short and surface.alone is Alone.NO else None
    sources = [(a, b) for a, b in segment.get("source") or ()]
    if not sources:
        return None
    right = {i for i, m in enumerate(layout.mentions) if any(m.start < b and a < m.end for a, b in sources)}
    heads = {i for i in right if any(a <= layout.mentions[i].start and layout.mentions[i].end <= b for a, b in sources)}
    named = _leading(layout, heads or right)
    return Gold(frozenset(named), False)


def _leading(layout: Layout, right: set[int]) -> set[int]:
    """Without mentions inside another right one: its owner, its apposition, its attached phrases."""
    inner: set[int] = set()
    for i in right:
        for j in right:
            a, b = layout.mentions[i], layout.mentions[j]
            if i != j and a.full_start <= b.full_start and b.full_end <= a.full_end and (
                (a.full_start, a.full_end) != (b.full_start, b.full_end)
            ):  # fmt: skip
                inner.add(j)
    return right - inner or right


def _gold_past(article: AnnotatedArticle) -> list[list[PriorChoice]]:
    """The history before each slot as annotated."""
    history: list[PriorChoice] = []
    histories: list[list[PriorChoice]] = []
    last = -1
    for slot, gold in zip(article.analysed.layout.slots, article.gold, strict=True):
        histories.append(history[-2:])
        if gold is not None and gold.right:
            last = max(gold.right, key=lambda i: (article.analysed.layout.entities[i] >= 0, -i))
        history.append(PriorChoice(slot, last, gold is not None and gold.nobody))
    return histories


def _decided_past(article: AnnotatedArticle, table: Mapping[str, float]) -> list[list[PriorChoice]]:
    """The history before each slot as a model decides it."""
    resolver = article.analysed.fresh_resolver()
    history: list[PriorChoice] = []
    histories: list[list[PriorChoice]] = []
    for choice in decide(article.analysed.layout, resolver, table=table):
        histories.append(history[-2:])
        nobody = choice.mention < 0
        history.append(PriorChoice(choice.slot, history[-1].mention if nobody and history else choice.mention, nobody))
    return histories


def _examples(article: AnnotatedArticle, histories: Sequence[list[PriorChoice]]) -> list[Example]:
    found: list[Example] = []
    layout = article.analysed.layout
    resolver = article.analysed.fresh_resolver()
    for slot, gold, history in zip(layout.slots, article.gold, histories, strict=True):
        if gold is None:
            continue
        options = candidates(layout, slot, surface_of(layout, slot), history)
        keys = {resolver.key_of(i) for i in gold.right}
        right = []
        for mention, _ in options:
            if mention == NOBODY:
                right.append(gold.nobody)
            elif mention == CARRY:
                before = history[-1].mention
                right.append(before >= 0 and (before in gold.right or resolver.key_of(before) in keys))
            else:
                right.append(mention in gold.right)
        if any(right):
            found.append(Example(article.id, tuple(spelled(f) for _, f in options), tuple(right)))
    return found


def _trusted(
    articles: Sequence[AnnotatedArticle],
    examples: Sequence[list[Example]],
    folds: Mapping[str, int],
    models: Sequence[Mapping[str, float]],
) -> list[list[Example]]:
    """Examples of "nobody" several times each; those that a model of the other folds takes for speech left out.

    The corpus's unattributed stretches are not clean: many are somebody's words that the annotators passed over.
    """
    found: list[list[Example]] = []
    for each, own in zip(articles, examples, strict=True):
        table = models[folds[each.id]]
        kept: list[Example] = []
        for example in own:
            if not example.right[0]:
                kept.append(example)
            elif softmax([sum(table.get(f, 0.0) for f in features) for features in example.features])[0] >= DOUBTED:
                kept += [example] * WEIGHT
        found.append(kept)
    return found


def _by_fold(
    articles: Sequence[AnnotatedArticle],
    examples: Sequence[Sequence[Example]],
    folds: Mapping[str, int],
    penalty: float,
) -> list[dict[str, float]]:
    """For each fold a model of the other folds."""
    return [
        fit(
            [e for each, found in zip(articles, examples, strict=True) if folds[each.id] != fold for e in found],
            penalty,
        )
        for fold in range(FOLDS)
    ]


def _score(
    articles: Sequence[AnnotatedArticle],
    examples: Sequence[Sequence[Example]],
    folds: Mapping[str, int],
    models: Sequence[Mapping[str, float]],
) -> float:
    hits = total = 0
    for each, found in zip(articles, examples, strict=True):
        table = models[folds[each.id]]
        for example in found:
            scores = [sum(table.get(f, 0.0) for f in features) for features in example.features]
            hits += example.right[max(range(len(scores)), key=softmax(scores).__getitem__)]
            total += 1
    return hits / max(1, total)


def fit(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    """The weights that maximise the likelihood of the right candidates, rounded to hundredths."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    articles: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for features in example.features:
            for feature in features:
                articles[feature].add(example.article)
    names = sorted(f for f, seen in articles.items() if len(seen) >= IN_ARTICLES)
    column = {f: i for i, f in enumerate(names)}
    indices: list[int] = []
    pointers = [0]
    starts: list[int] = []
    right: list[bool] = []
    for example in examples:
        starts.append(len(right))
        right.extend(example.right)
        for features in example.features:
            indices.extend(column[f] for f in features if f in column)
            pointers.append(len(indices))
    x = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(right), len(names)))
    transposed = x.T.tocsr()
    first = np.array(starts)
    sizes = np.diff(np.append(first, len(right)))
    is_right = np.array(right)

    def log_sums(scores: Any) -> Any:
        top = np.maximum.reduceat(scores, first)
        return top + np.log(np.add.reduceat(np.exp(scores - np.repeat(top, sizes)), first))

    def loss(weights: Any) -> tuple[float, Any]:
        scores = x @ weights
        every = log_sums(scores)
        good = np.where(is_right, scores, -1e9)
        best = log_sums(good)
        gradient = np.exp(scores - np.repeat(every, sizes)) - np.where(
            is_right, np.exp(good - np.repeat(best, sizes)), 0
        )
        value = (every - best).sum() + 0.5 * penalty * (weights**2).sum()
        return float(value), transposed @ gradient + penalty * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.round(2)
    return {name: float(w) for name, w in zip(names, best, strict=True) if abs(w) >= 0.02}
