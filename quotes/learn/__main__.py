"""``python -m quotes.learn NAME``: fit the shipped parameters anew.

Each learner is a module of this package with ``add_arguments(parser)`` and ``run(options) -> str`` (what to
say at the end).  ``--corpus`` is the folder that holds the training files.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from quotes.learn.corpus import DEFAULT_FOLDER

LEARNERS = {
    "punkt": "sentence ends: Punkt's abbreviations, collocations, sentence starters",
    "tagger": "Penn tags: NLTK's averaged perceptron",
    "name_kinds": "kinds of proper names: a log-linear model",
    "antecedents": "which person a pronoun or a role stands for: a log-linear ranking",
    "attribution": "who said it: a log-linear ranking of candidates",
    "confidence": "how far to trust a credited speaker: a logistic model",
}
"""Module name and what it fits, in the order in which they depend on each other."""


def main(arguments: list[str] | None = None) -> int:
    """Parse, fit one learner, say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m quotes.learn", description=__doc__)
    learners = parser.add_subparsers(dest="learner", required=True)
    for name, purpose in LEARNERS.items():
        module = import_module(f"quotes.learn.{name}")
        learner = learners.add_parser(name, help=purpose, description=module.__doc__)
        learner.add_argument("--corpus", type=Path, default=DEFAULT_FOLDER, help="folder of the training files")
        module.add_arguments(learner)
        learner.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    sys.stdout.write(options.run(options) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
