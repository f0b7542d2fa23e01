"""Score extraction from end to end, each outlet by models that have not seen it.

The models of antecedents and of attribution are fitted once for each fold of outlets without its articles; each
labelled article is then extracted with the models of its fold and scored as ``quotes evaluate`` scores it.  All other
parameters, that of confidence among them, are those shipped, and the rules were written with these articles in view: on
articles of other years expect less.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotes.assemble import assemble
from quotes.attribution.ranking import decide
from quotes.evaluate import compared, comparison, error_text
from quotes.learn import antecedents, attribution, corpus
from quotes.model import Article
from quotes.output.records import quote_record
from quotes.pipeline import analyse


class FoldModels(NamedTuple):
    """The models of each fold of outlets, fitted on the articles of the other folds."""

    antecedents: Sequence[Mapping[str, float]]
    attribution: Sequence[Mapping[str, float]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options that keep the models between runs, and the errors."""
    parser.add_argument(
        "--models", type=Path, help="JSON file to keep the models of the folds in; read if it is there already"
    )
    parser.add_argument("--errors", type=Path, help="file for the errors, each with the text around it")


def run(options: argparse.Namespace) -> str:
    """Returns a table of figures, a line for each set, one for all and one for the worst outlet."""
    models = _models(options.corpus, options.models)
    gold = labelled_sets(options.corpus)
    predictions = {name: extracted(articles, models) for name, articles in gold.items()}
    files = {name: [record(article) for article in articles] for name, articles in gold.items()}
    lines = compared(files, predictions)
    if options.errors:
        texts = {article.id: article.text for articles in gold.values() for article in articles}
        errors = [error for line in lines if line.name in gold for error in line.scores.errors]
        options.errors.write_text("".join(error_text(e, texts[e[0]]) + "\n" for e in errors), encoding="utf-8")
    return comparison(lines).rstrip("\n")


def _models(folder: Path, kept: Path | None) -> FoldModels:
    """Returns the models that the file *kept* holds, else fits them and keeps them there."""
    if kept is not None and kept.is_file():
        return FoldModels(**json.loads(kept.read_text(encoding="utf-8")))
    models = fitted(folder)
    if kept is not None:
        kept.write_text(json.dumps(models._asdict(), sort_keys=True) + "\n", encoding="utf-8")
    return models


def fitted(folder: Path) -> FoldModels:
    """Returns models fitted by fold on the corpus in *folder*, with the penalties of those shipped."""
    people, _ = antecedents.cross_validated(antecedents.gathered(folder), antecedents.PENALTY)
    articles = [attribution.annotated(article) for article in corpus.every_article(folder)]
    return FoldModels(people, attribution.models_by_fold(articles, attribution.PENALTY))


def labelled_sets(folder: Path) -> dict[str, list[corpus.LabelledArticle]]:
    """Returns the articles whose labels name the resolved speaker, by set.

    The labels are those of the files, where a file has any, else the readers' of this project.
    """
    found = {name: list(corpus.articles(folder, name)) for name in corpus.LABELLED}
    for article in corpus.every_article(folder):
        if article.corpus in corpus.READ:
            found.setdefault(article.corpus, []).append(article)
    return found


def record(article: corpus.LabelledArticle) -> dict[str, Any]:
    """Returns a labelled article as a record of a gold file."""
    segments = [{"also": [], "source": None, "type": None, **segment} for segment in article.segments]
    return {"id": article.id, "outlet": article.outlet, "text": article.text, "segments": segments}


def extracted(articles: Sequence[corpus.LabelledArticle], models: FoldModels) -> dict[str, list[dict[str, Any]]]:
    """Returns the quotations of each article by its id, as the models of its outlet's fold decide them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in articles:
        fold = corpus.fold(each.outlet)
        article = Article(text=each.text, byline=each.byline, title=each.title)
        analysed = analyse(article)
        resolver = analysed.fresh_resolver(people=models.antecedents[fold])
        choices = decide(analysed.layout, resolver, table=models.attribution[fold])
        found[each.id] = [quote_record(q) for q in assemble(article, analysed.layout, choices, resolver)]
    return found
