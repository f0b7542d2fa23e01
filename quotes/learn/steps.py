"""Lists the learners in the order in which they depend on each other, and what each needs of a corpus."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from quotes.learn import corpus

TEXTS = (f"{corpus.ANNOTATED}.jsonl",)
"""Annotated articles."""
TOKENS = (*TEXTS, f"{corpus.ANNOTATED}.tokens.jsonl.gz")
"""Annotated articles, and automatic tokens of them."""
LABELLED = tuple(f"{name}.jsonl" for name in corpus.FILES)
"""All articles with labelled quotations."""


class Step(NamedTuple):
    """One learner: what it fits, the files of the corpus that it reads, the parameters that it builds on."""

    purpose: str
    files: tuple[str, ...]
    builds_on: tuple[str, ...] = ()
    """Other learners whose parameters decide what its examples are."""
    packages: tuple[str, ...] = ("numpy", "scipy")
    """Packages of the extra ``learn`` that it needs."""


STEPS = {
    "punkt": Step("sentence ends: Punkt's abbreviations, collocations, sentence starters", TEXTS, packages=()),
    "tagger": Step("Penn tags: NLTK's averaged perceptron", TOKENS, ("punkt",), packages=()),
    "name_kinds": Step("kinds of proper names: a log-linear model", TOKENS),
    "antecedents": Step(
        "which person a pronoun or a role stands for: a log-linear ranking",
        LABELLED,
        ("punkt", "tagger", "name_kinds", "attribution"),
    ),
    "attribution": Step(
        "who said it: a log-linear ranking of candidates",
        LABELLED,
        ("punkt", "tagger", "name_kinds", "antecedents"),
    ),
    "confidence": Step(
        "how far to trust a credited speaker: a logistic model",
        LABELLED,
        ("punkt", "tagger", "name_kinds", "antecedents", "attribution"),
    ),
}
"""Every learner by the name of its module and of the file that it writes.  A learner stands behind those that it builds
on; only ``antecedents`` and ``attribution`` build on each other, and the former takes the attribution of before."""


def lacking(names: Sequence[str], folder: Path) -> str | None:
    """Returns a line for the user that says what the learners *names* need and don't have, or None if everything is
    there.
    """
    packages = [name for name in _union(STEPS[each].packages for each in names) if find_spec(name) is None]
    if packages:
        return f"{' and '.join(packages)} must be installed: pip install 'quote-tracker[learn]'"
    files = [name for name in _union(STEPS[each].files for each in names) if not (folder / name).is_file()]
    if files:
        return f"{folder} has no {', '.join(files)}: docs/retraining.md tells where the corpora come from"
    return None


def _union(groups: Iterable[Iterable[str]]) -> list[str]:
    """Returns every value of *groups* once, in the order in which they come."""
    return list(dict.fromkeys(value for group in groups for value in group))
