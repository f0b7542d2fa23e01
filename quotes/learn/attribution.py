"""Fit the attribution model: a log-linear ranking of candidate speakers.

Examples are the quotations of all labelled articles.  Where the source is annotated, what counts as right is any
candidate that overlaps it; where the labels name the speaker, any candidate that coreference takes for that one; and
"as the quotation before" where that one had the same speaker.  The likelihood sums over all that are right.
Stretches that readers found to be nobody's words are examples of "nobody".  History features are fitted on what models
of the other folds decided, not on the annotation, so that the model learns how far to trust its own past.  Folds are
by outlet: what is told of an outlet is fitted without it.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quotes.annotation.scope import Reach
from quotes.attribution.features import CARRY, NOBODY, PriorChoice
from quotes.attribution.layout import Layout
from quotes.attribution.quotation_surface import surface_of
from quotes.attribution.ranking import candidates, decide, softmax
from quotes.coreference.resolver import Resolver
from quotes.evaluate.matching import right as names_speaker
from quotes.learn import corpus, manifest
from quotes.model import Article
from quotes.pipeline import AnalysedArticle, analyse
from quotes.weights.sums import spelled

IN_ARTICLES = 3
DOUBTED = 0.03
"""Quotations with a resolved speaker are left out where a model of the other folds gives less than this to all
candidates that coreference takes for that one: mostly the right words are among them, and are taken for another."""
WEIGHT = 2
"""How often stretches that are nobody's count: they are one in ten, and a wrong speaker is worse than none."""


PENALTY = 2.0
TOLERANCE = 1e-6
"""Share by which the loss must fall for the search to go on: far below what a rounded weight changes."""


class Gold(NamedTuple):
    """What the labels say of one outermost quotation: right mentions, nobody, or the speaker by name."""

    right: frozenset[int]
    """Positions of the mentions that are annotated as its source."""
    nobody: bool
    speaker: corpus.Segment | None = None
    """The label, where it names the speaker and no source is annotated."""


class Example(NamedTuple):
    """One quotation: features of each candidate, and which candidates are right."""

    article: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


class AnnotatedArticle(NamedTuple):
    """One training article, analysed, with what the labels tell of its quotations (by slot)."""

    corpus: str
    id: str
    outlet: str
    analysed: AnalysedArticle
    gold: tuple[Gold | None, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the option for the strength of the penalty."""
    parser.add_argument("--penalty", type=float, default=PENALTY, help="L2 penalty")
    parser.add_argument("--score-only", action="store_true", help="measure by cross-validation, write nothing")


def models_by_fold(articles: Sequence[AnnotatedArticle], penalty: float) -> list[dict[str, float]]:
    """Returns for each fold of outlets a model fitted on the others, as ``run`` cross-validates them."""
    return _cross_validated(articles, penalty)[0]


def _cross_validated(
    articles: Sequence[AnnotatedArticle], penalty: float
) -> tuple[list[dict[str, float]], list[list[Example]]]:
    """Returns the models by fold, and the examples of each article; the quotations before an example are decided by a
    model of other folds.
    """
    first = [_examples(each, _gold_past(each)) for each in articles]
    models = by_fold(articles, first, penalty)
    second: list[list[Example]] = []
    for each in articles:
        table = models[corpus.fold(each.outlet)]
        second.append(_weighted(_examples(each, _decided_past(each, table)), each, table))
    return by_fold(articles, second, penalty, models), second


def run(options: argparse.Namespace) -> str:
    """Cross-validates, fits on everything, writes ``weights/attribution.json``, and returns a line with the scores."""
    articles = [annotated(article) for article in corpus.every_article(options.corpus)]
    models, examples = _cross_validated(articles, options.penalty)
    score = _score(articles, examples, models)
    said = "right candidate by cross-validation over outlets: " + ", ".join(f"{k} {v:.4f}" for k, v in score.items())
    if options.score_only:
        return said
    table = fit([e for found in examples for e in found], options.penalty, models[0])
    files = [options.corpus / f"{name}.jsonl" for name in corpus.FILES]
    path = manifest.write_resource(
        "attribution",
        {"weights": table},
        {
            "command": f"python -m quotes.learn attribution --penalty {options.penalty:g}",
            "origin": f"{corpus.ORIGIN}  Sources as annotated.  {corpus.OTHERS}",
            "corpus_sha256": corpus.checksum(*files, corpus.LABELS),
            "seed": None,
            "scores": {
                "right_candidate": {k: round(v, 4) for k, v in score.items()},
                "by": f"{corpus.FOLDS}-fold cross-validation by outlet",
            },
        },
        options.out,
    )
    return f"{said}; {path.name}: {path.stat().st_size} bytes, {len(table)} features"


def annotated(article: corpus.LabelledArticle) -> AnnotatedArticle:
    """Analyses one training article and links its labelled stretches to slots."""
    analysed = analyse(Article(text=article.text, byline=article.byline, title=article.title), Reach.BEFORE)
    gold: list[Gold | None] = []
    for slot in analysed.layout.slots:
        span = analysed.layout.span(slot)
        held = [s for s in article.segments if s["start"] < span.end and span.start < s["end"]]
        gold.append(_gold(analysed.layout, held[0]) if held else None)
    return AnnotatedArticle(article.corpus, article.id, article.outlet, analysed, tuple(gold))


def _gold(layout: Layout, segment: corpus.Segment) -> Gold | None:
    """Returns what a label says, or None if the reader hesitated or the corpus doesn't tell."""
    if segment.get("unsure"):
        return None
    if segment["status"] != "quote":
        return Gold(frozenset(), True)
    sources = [(a, b) for a, b in segment.get("source") or ()]
    if not sources:
        return Gold(frozenset(), False, segment) if segment.get("speaker") else None
    right = {i for i, m in enumerate(layout.mentions) if any(m.start < b and a < m.end for a, b in sources)}
    heads = {i for i in right if any(a <= layout.mentions[i].start and layout.mentions[i].end <= b for a, b in sources)}
    named = _leading(layout, heads or right)
    return Gold(frozenset(named), False)


def _is_named(article: AnnotatedArticle, resolver: Resolver, mention: int, segment: corpus.Segment) -> bool:
    """Tests whether coreference takes the mention at position *mention* for the speaker whom the label names."""
    identity, own = resolver.identify(mention), article.analysed.mentions[mention]
    place, text = (own.full_start, own.full_end), article.analysed.document.text
    return any(names_speaker(identity.name, place, segment, text, full) for full in (True, False))


def _leading(layout: Layout, right: set[int]) -> set[int]:
    """Returns the right mentions without those inside another one: its owner, its apposition, its attached phrases."""
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
    """Returns the decisions before each slot as they are labelled."""
    layout, resolver = article.analysed.layout, article.analysed.fresh_resolver()
    history: list[PriorChoice] = []
    histories: list[list[PriorChoice]] = []
    last = -1
    for slot, gold in zip(layout.slots, article.gold, strict=True):
        histories.append(history[-2:])
        if gold is not None and gold.right:
            last = max(gold.right, key=lambda i: (layout.entities[i] >= 0, -i))
        elif gold is not None and gold.speaker is not None:
            options = candidates(layout, slot, surface_of(layout, slot), history[-2:])
            named = [c for c, _ in options if c >= 0 and _is_named(article, resolver, c, gold.speaker)]
            last = named[0] if named else last
        history.append(PriorChoice(slot, last, gold is not None and gold.nobody))
    return histories


def _decided_past(article: AnnotatedArticle, table: Mapping[str, float]) -> list[list[PriorChoice]]:
    """Returns the decisions before each slot as a model makes them."""
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
        for option, _ in options:
            mention = history[-1].mention if option == CARRY else option
            if option == NOBODY:
                right.append(gold.nobody)
            elif mention < 0 or gold.nobody:
                right.append(False)
            elif gold.speaker is not None:
                right.append(_is_named(article, resolver, mention, gold.speaker))
            else:
                right.append(mention in gold.right or (option == CARRY and resolver.key_of(mention) in keys))
        if any(right):
            found.append(Example(article.id, tuple(spelled(f) for _, f in options), tuple(right)))
    return found


def _weighted(examples: Sequence[Example], article: AnnotatedArticle, table: Mapping[str, float]) -> list[Example]:
    """Returns the examples of one article, those of "nobody" several times; examples for which *table* shows a mistake
    of coreference are left out.
    """
    kept: list[Example] = []
    for example in examples:
        if example.right[0]:
            kept += [example] * WEIGHT
        elif article.corpus == corpus.ANNOTATED or _right_share(example, table) >= DOUBTED:
            kept.append(example)
    return kept


def _right_share(example: Example, table: Mapping[str, float]) -> float:
    probabilities = softmax([sum(table.get(f, 0.0) for f in features) for features in example.features])
    return sum(p for p, right in zip(probabilities, example.right, strict=True) if right)


def by_fold(
    articles: Sequence[AnnotatedArticle],
    examples: Sequence[Sequence[Example]],
    penalty: float,
    start: Sequence[Mapping[str, float]] = ({},) * corpus.FOLDS,
) -> list[dict[str, float]]:
    """Returns for each fold a model fitted on the other folds, its search begun at *start*."""
    return [
        fit(
            [
                e
                for each, found in zip(articles, examples, strict=True)
                if corpus.fold(each.outlet) != fold
                for e in found
            ],
            penalty,
            start[fold],
        )
        for fold in range(corpus.FOLDS)
    ]


def _score(
    articles: Sequence[AnnotatedArticle],
    examples: Sequence[Sequence[Example]],
    models: Sequence[Mapping[str, float]],
) -> dict[str, float]:
    """Returns the share of examples whose likeliest candidate is right, by corpus."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for each, found in zip(articles, examples, strict=True):
        table = models[corpus.fold(each.outlet)]
        for example in found:
            scores = [sum(table.get(f, 0.0) for f in features) for features in example.features]
            hits[each.corpus] += example.right[max(range(len(scores)), key=scores.__getitem__)]
            total[each.corpus] += 1
    return {name: hits[name] / total[name] for name in total}


def fit(examples: Sequence[Example], penalty: float, start: Mapping[str, float] | None = None) -> dict[str, float]:
    """Returns the weights that maximise the likelihood of the right candidates, rounded to hundredths.

    The search begins at the weights *start*; the optimum does not depend on it, the time to find it does.
    """
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

    best = minimize(
        loss,
        np.array([(start or {}).get(name, 0.0) for name in names]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 200, "ftol": TOLERANCE},
    ).x.round(2)
    return {name: float(w) for name, w in zip(names, best, strict=True) if abs(w) >= 0.02}
