"""Fit Punkt's parameters on the training articles; ours by hand are added to its abbreviations.

Types seen in fewer than three articles are dropped, so that no rare string of an article travels.
"""

import argparse
import re
from collections import Counter
from typing import Any

from quotes.english.lexicons import lexicon
from quotes.learn import corpus, manifest

IN_ARTICLES = 3
"""Articles in which a type must occur to be kept."""
NOT_ABBREVIATIONS = 4
"""A type as long as this, without a point inside, is an abbreviation only where the lexicon says so: what
Punkt finds among the longer ones in this corpus are names that end many sentences."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds no options: there is nothing to choose."""


def run(options: argparse.Namespace) -> str:
    """Fits and writes ``weights/punkt.json``, and returns a line that says how much it holds."""
    texts = [article.text for article in corpus.articles(options.corpus)]
    parameters = fit(texts)
    path = manifest.write_resource(
        "punkt",
        parameters,
        {
            "command": "python -m quotes.learn punkt",
            "origin": corpus.ORIGIN,
            "corpus_sha256": corpus.checksum(options.corpus / "polnear-train.jsonl"),
            "seed": None,
            "scores": {name: len(values) for name, values in parameters.items()},
        },
        options.out,
    )
    return f"{path.name}: " + ", ".join(f"{len(values)} {name}" for name, values in parameters.items())


def fit(texts: list[str]) -> dict[str, Any]:
    """Returns Punkt's four tables, fitted on *texts*, as plain sorted JSON values."""
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    seen: Counter[str] = Counter()
    for text in texts:
        text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        trainer.train(text, finalize=False)
        types = {word.type for word in trainer._tokenize_words(text)}
        seen.update({name for kind in types for name in (kind, kind.rstrip("."))})
    found = trainer.get_params()
    by_hand = lexicon("abbreviations") | lexicon("title_abbreviations")
    common = {kind for kind, count in seen.items() if count >= IN_ARTICLES}
    learned = {
        kind
        for kind in found.abbrev_types & common
        if re.fullmatch(r"[a-z](?:[.-]?[a-z])*", kind)
        and ("." in kind or (len(kind) < NOT_ABBREVIATIONS and not _is_word(found.ortho_context[kind], kind)))
    }
    return {
        "abbrev_types": sorted(by_hand | learned),
        "collocations": [],  # all that is found are initials with the surnames of that year's politicians
        "sent_starters": sorted(kind for kind in found.sent_starters & common if found.ortho_context[kind] & _LOWER),
        "ortho_context": {kind: found.ortho_context[kind] for kind in sorted(found.ortho_context) if kind in common},
    }


_LOWER = (1 << 4) | (1 << 5) | (1 << 6)
"""Punkt's flags for a type seen in lower case, wherever in the sentence."""


def _is_word(context: int, kind: str) -> bool:
    """Tests whether *kind* also occurs as a plain lower-case word: *ill* beside *Ill.*"""
    return len(kind) > 1 and bool(context & _LOWER)
