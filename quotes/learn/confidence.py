"""Fit how far to trust a credited speaker: a logistic model.

Examples are the credited quotations of the articles whose labels name the speaker, as models of attribution decide
them that were fitted without their outlet; right is what the scorer calls right, resolved.
"""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quotes.attribution.confidence import confidence_features, squashed
from quotes.attribution.cue import cue_and_reason
from quotes.attribution.ranking import decide
from quotes.evaluate.matching import right as names_speaker
from quotes.evaluate.scoring import calibration_error
from quotes.learn import attribution, corpus, manifest
from quotes.weights.sums import spelled

SURE = 0.9


class Credited(NamedTuple):
    """One credited quotation: its features, and whether the speaker is right."""

    outlet: str
    corpus: str
    features: tuple[str, ...]
    right: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the option for the strength of the penalty."""
    parser.add_argument("--penalty", type=float, default=3.0, help="L2 penalty")
    parser.add_argument("--score-only", action="store_true", help="measure by cross-validation, write nothing")


def run(options: argparse.Namespace) -> str:
    """Cross-validates, fits on everything, writes ``weights/confidence.json``, and returns a line with the scores."""
    articles = [(article, attribution.annotated(article)) for article in corpus.every_article(options.corpus)]
    tables = attribution.models_by_fold([each for _, each in articles], attribution.PENALTY)
    examples: list[Credited] = []
    for article, each in articles:
        examples += credited(article, each, tables[corpus.fold(each.outlet)])
    models = [fit([e for e in examples if corpus.fold(e.outlet) != k], options.penalty) for k in range(corpus.FOLDS)]
    said = [(probability(models[corpus.fold(e.outlet)], e.features), e.right) for e in examples]
    figures = {"calibration_error": calibration_error(said), **sure(said)}
    told = ", ".join(f"{name} {value:.4f}" for name, value in figures.items())
    if options.score_only:
        return told
    table = fit(examples, options.penalty)
    files = [options.corpus / f"{name}.jsonl" for name in corpus.FILES]
    path = manifest.write_resource(
        "confidence",
        {"weights": table},
        {
            "command": f"python -m quotes.learn confidence --penalty {options.penalty:g}",
            "origin": corpus.OTHERS,
            "corpus_sha256": corpus.checksum(*files, corpus.LABELS),
            "seed": None,
            "scores": {
                **{name: round(value, 4) for name, value in figures.items()},
                "by": f"{corpus.FOLDS}-fold cross-validation by outlet, {len(examples)} credited quotations",
            },
        },
        options.out,
    )
    return f"{told}; {path.name}: {path.stat().st_size} bytes, {len(table)} features"


def credited(
    article: corpus.LabelledArticle, each: attribution.AnnotatedArticle, table: Mapping[str, float]
) -> list[Credited]:
    """Returns the quotations of one article that *table* credits and whose labels name a speaker or say that there is
    none.
    """
    layout, resolver = each.analysed.layout, each.analysed.fresh_resolver()
    found: list[Credited] = []
    for choice in decide(layout, resolver, table=table):
        label = _label(article, layout.span(choice.slot).start)
        if choice.mention < 0 or label is None:
            continue
        identity = resolver.identify(choice.mention)
        if identity.name is None:
            continue
        mention = layout.mentions[choice.mention]
        right = label["status"] == "quote" and names_speaker(
            identity.name, (mention.full_start, mention.full_end), label, article.text, full=True
        )
        features = spelled(confidence_features(layout, choice, identity, cue_and_reason(layout, choice)[1]))
        found.append(Credited(each.outlet, each.corpus, features, right))
    return found


def _label(article: corpus.LabelledArticle, at: int) -> corpus.Segment | None:
    """Returns the label of the stretch around the character *at* if it is sure and tells the speaker or that there is
    none; else None.
    """
    for segment in article.segments:
        if segment["start"] <= at < segment["end"]:
            told = segment["status"] != "quote" or segment.get("speaker")
            return segment if told and not segment.get("unsure") else None
    return None


def fit(examples: Sequence[Credited], penalty: float) -> dict[str, float]:
    """Returns the weights that maximise the likelihood of which examples were right and which wrong, rounded to
    hundredths.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names = sorted({feature for example in examples for feature in example.features})
    column = {feature: i for i, feature in enumerate(names)}
    indices = [column[feature] for example in examples for feature in example.features]
    pointers = np.cumsum([0, *(len(example.features) for example in examples)])
    x = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(examples), len(names)))
    right = np.array([example.right for example in examples], dtype=float)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = x @ weights
        value = (np.logaddexp(0, scores) - right * scores).sum() + 0.5 * penalty * (weights**2).sum()
        return float(value), x.T @ (1 / (1 + np.exp(-scores)) - right) + penalty * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x.round(2)
    return {name: float(weight) for name, weight in zip(names, best, strict=True) if weight}


def probability(table: Mapping[str, float], features: Sequence[str]) -> float:
    """Returns the probability that a model gives to one example."""
    return squashed(sum(table.get(feature, 0.0) for feature in features))


def sure(said: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Returns the share of examples that get a probability of at least ``SURE``, and the share of these that is
    right.
    """
    right = [right for p, right in said if p >= SURE]
    return {"share_sure": len(right) / len(said), "precision_sure": sum(right) / max(1, len(right))}
