"""Fit the choice of the person that a pronoun or a role stands for.

Examples are quotations whose source is *he*, *she* or a definite role, and whose speaker readers have labelled: of the
training articles ``speakers.json`` says, for each labelled article (by the hash of its id), where quotations begin and
where the fullest name of their speaker stands: offsets only, no word of the corpus; other sets tell their
speakers by name, and their sources are the mentions that attribution credits.  What was said and resolved before is
what models of the other folds decide, so that the model learns how far to trust its own past.  A fold holds whole
outlets: what is learned of one is measured on others.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.attribution.ranking import decide, softmax
from quotes.coreference.antecedent_features import Constraints
from quotes.coreference.antecedents import ITSELF, Candidate, candidates
from quotes.coreference.context import UNNAMED_FROM
from quotes.coreference.noun_phrases import role_constraints
from quotes.coreference.resolver import Resolver
from quotes.coreference.surfaces import surface
from quotes.english import names, pronouns
from quotes.learn import corpus, manifest
from quotes.learn.attribution import AnnotatedArticle, Example, annotated, fit
from quotes.model import Article, MentionKind
from quotes.pipeline import AnalysedArticle, analyse
from quotes.weights.sums import spelled

LABELS = Path(__file__).parent / "speakers.json"
ROUNDS = 3
PENALTY = 16.0
_GENDERED = frozenset({"he", "him", "she", "her"})


class Speaker(NamedTuple):
    """A reader's label: the offset at which a quotation or mention begins, and ``[start, end)`` of the name; -1 if
    nobody is named.
    """

    at: int
    start: int
    end: int


class Labels(NamedTuple):
    """What readers say of one article: the speakers of its quotations, and the people that definite phrases
    refer to.
    """

    quotations: Mapping[int, Speaker]
    mentions: Mapping[int, Speaker]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the option for the strength of the penalty."""
    parser.add_argument("--penalty", type=float, default=PENALTY, help="L2 penalty")
    parser.add_argument("--score-only", action="store_true", help="measure by cross-validation, write nothing")


def run(options: argparse.Namespace) -> str:
    """Cross-validates, fits on everything, writes ``weights/antecedents.json``, and returns a line with the scores."""
    articles = gathered(options.corpus)
    tables, found = cross_validated(articles, options.penalty)
    score = _score([(tables[each.fold], own) for each, own in zip(articles, found, strict=True)])
    every = [e for own in found for e in own]
    said = f"right person by cross-validation: {score:.4f} of {len(every)}"
    if options.score_only:
        return said
    table = fit(every, options.penalty)
    labels = sum(isinstance(each.labels, Labels) for each in articles)
    path = manifest.write_resource(
        "antecedents",
        {"weights": table},
        {
            "command": f"python -m quotes.learn antecedents --penalty {options.penalty:g}",
            "origin": corpus.ORIGIN + f"  Speakers of {labels} of its articles as labelled by readers for this "
            f"project (quotes/learn/speakers.json: offsets only).  {corpus.OTHERS}",
            "corpus_sha256": corpus.checksum(
                *(options.corpus / f"{name}.jsonl" for name in corpus.FILES), LABELS, corpus.LABELS
            ),
            "seed": None,
            "scores": {"right_person": round(score, 4), "by": f"{corpus.FOLDS}-fold cross-validation by outlet"},
        },
        options.out,
    )
    return f"{said}; {path.name}: {path.stat().st_size} bytes, {len(table)} features"


class Labelled(NamedTuple):
    """One article, analysed, with what readers say of its speakers."""

    name: str
    """The set that it is of."""
    article: corpus.LabelledArticle
    analysed: AnalysedArticle
    labels: Labels | None
    """Of a training article; None where the segments of the article name their speakers."""
    annotated: AnnotatedArticle | None
    """The same article with its annotated sources; None where it has none that count."""
    fold: int


def gathered(folder: Path) -> list[Labelled]:
    """Returns the labelled articles of the training part and of the development sets."""
    labels = labelled()
    found: list[Labelled] = []
    for article in corpus.articles(folder):
        if corpus.hashed(article.id) in labels:
            each = annotated(article)
            fold = corpus.fold(article.outlet)
            found.append(
                Labelled(article.corpus, article, each.analysed, labels[corpus.hashed(article.id)], each, fold)
            )
    for article in corpus.every_article(folder):
        if article.corpus != corpus.ANNOTATED:
            analysed = analyse(Article(text=article.text, byline=article.byline, title=article.title))
            found.append(Labelled(article.corpus, article, analysed, None, None, corpus.fold(article.outlet)))
    return found


def cross_validated(articles: Sequence[Labelled], penalty: float) -> tuple[list[dict[str, float]], list[list[Example]]]:
    """Returns for each fold a model fitted on the other folds, and the examples of each article."""
    tables: list[dict[str, float]] = [{} for _ in range(corpus.FOLDS)]
    found: list[list[Example]] = []
    for _ in range(ROUNDS):
        found = [examples_of(each, tables[each.fold]) for each in articles]
        tables = [
            fit([e for each, own in zip(articles, found, strict=True) if each.fold != k for e in own], penalty)
            for k in range(corpus.FOLDS)
        ]
    return tables, found


def examples_of(each: Labelled, table: Mapping[str, float]) -> list[Example]:
    """Returns the choices in one article; *table* are the weights by which everything before each choice is
    resolved.
    """
    if each.labels is not None and each.annotated is not None:
        return examples(each.annotated, each.labels, table)
    return examples_by_name(each.article, each.analysed, table)


def examples_by_name(
    article: corpus.LabelledArticle, analysed: AnalysedArticle, table: Mapping[str, float]
) -> list[Example]:
    """Returns the choices in an article whose segments name their speakers, at the mentions that attribution
    credits.
    """
    resolver = analysed.fresh_resolver(people=table)
    found: list[Example] = []
    for choice in decide(analysed.layout, analysed.fresh_resolver(people=table)):
        if choice.mention < 0:
            continue
        span = analysed.layout.span(choice.slot)
        told = next((s for s in article.segments if s["start"] < span.end and span.start < s["end"]), None)
        if told is not None and told["status"] == "quote" and not told.get("unsure") and not choice.carried:
            options = _choice(resolver, choice.mention)
            right = _named(resolver, told, options)
            if any(right):
                found.append(Example(article.id, tuple(spelled(o.features) for o in options), tuple(right)))
        resolver.credit(span.start, choice.surface.paragraph, choice.mention)
    return found


def _named(resolver: Resolver, told: corpus.Segment, choice: Sequence[Candidate]) -> list[bool]:
    """Returns for each candidate of *choice* whether it is the speaker whom a segment names."""
    if told["type"] != "person":
        words = {word.lower() for words in (told["speaker"], *told["also"]) for word in words.split()}
        heads = [resolver.mentions[o.key - UNNAMED_FROM].head if o.key >= UNNAMED_FROM else "" for o in choice]
        return [
            o.key == ITSELF or (o.key >= UNNAMED_FROM and head in words) for o, head in zip(choice, heads, strict=True)
        ]
    keys = _bearing(resolver, told["speaker"])
    return [option.key in keys for option in choice]


def labelled() -> dict[str, Labels]:
    """Returns the readers' labels of each article, by the hash of its id."""
    return {
        name: Labels(
            {row[0]: Speaker(*row) for row in rows["quotations"]}, {row[0]: Speaker(*row) for row in rows["mentions"]}
        )
        for name, rows in json.loads(LABELS.read_text(encoding="utf-8")).items()
    }


def examples(article: AnnotatedArticle, labels: Labels, table: Mapping[str, float]) -> list[Example]:
    """Returns the choices in one article; *table* are the weights by which everything before each choice is
    resolved.
    """
    analysed = article.analysed
    resolver = analysed.fresh_resolver(people=table)
    found: list[Example] = []

    def learn(at: int, speaker: Speaker | None) -> None:
        choice = _choice(resolver, at) if speaker is not None else []
        right = _right(resolver, speaker, choice) if speaker is not None else []
        if any(right):
            found.append(Example(article.id, tuple(spelled(option.features) for option in choice), tuple(right)))

    done = 0
    for slot, gold in zip(analysed.layout.slots, article.gold, strict=True):
        span = analysed.layout.span(slot)
        while done < len(resolver.mentions) and resolver.mentions[done].start < span.start:
            learn(done, labels.mentions.get(resolver.mentions[done].start))
            done += 1
        if gold is None or not gold.right:
            continue
        at = max(gold.right, key=lambda i: (analysed.layout.entities[i] >= 0, -i))
        if resolver.mentions[at].start not in labels.mentions:
            learn(at, labels.quotations.get(span.start))
        resolver.credit(span.start, analysed.document.sentences[slot.sentence].paragraph, at)
    for at in range(done, len(resolver.mentions)):
        learn(at, labels.mentions.get(resolver.mentions[at].start))
    return found


def _choice(resolver: Resolver, at: int) -> list[Candidate]:
    """Returns the candidates for the mention at position *at* if it is a pronoun or role that asks for a person; else
    none.
    """
    mention = resolver.mentions[at]
    if at:
        resolver.identify(at - 1)
    if mention.kind is MentionKind.PRONOUN and mention.head in _GENDERED:
        return candidates(resolver, at, Constraints(pronouns.GENDER[mention.head]))
    constraints = role_constraints(resolver, at) if mention.kind is MentionKind.NOUN else None
    return candidates(resolver, at, constraints) if constraints is not None else []


def _right(resolver: Resolver, speaker: Speaker, choice: Sequence[Candidate]) -> list[bool]:
    if speaker.start < 0:
        role = choice and any(o.key == ITSELF for o in choice)
        return [
            o.key == ITSELF or (o.key >= UNNAMED_FROM and (not role or "samehead" in spelled(o.features)))
            for o in choice
        ]
    name = resolver.document.text[speaker.start : speaker.end]
    right = _bearing(resolver, name)
    return [option.key in right for option in choice]


def _bearing(resolver: Resolver, name: str) -> set[int]:
    """Returns the keys of the people whom a name may name."""
    entity = resolver.entities.of(surface(name))
    right = {entity.number} if entity is not None and entity.kind == "person" else set()
    return right | {
        e.number for e in resolver.entities.all
        if e.kind == "person" and (e.name == name or names.compatible(e.name, name) is names.Match.SAME)
    }  # fmt: skip


def _score(by_table: Sequence[tuple[Mapping[str, float], Sequence[Example]]]) -> float:
    hits = total = 0
    for table, own in by_table:
        for example in own:
            scores = [sum(table.get(f, 0.0) for f in features) for features in example.features]
            hits += example.right[max(range(len(scores)), key=softmax(scores).__getitem__)]
            total += 1
    return hits / max(1, total)
