"""``python -m quotes.learn NAME``: fit shipped parameters anew; NAME is a learner, or ``all`` for each in its turn.

``held_out`` fits nothing that ships: it scores extraction by models that have not seen the outlet.

Each learner is a module of this package with ``add_arguments(parser)`` and ``run(options) -> str`` (what to
say at the end).  ``--corpus`` is the folder that holds the training files, ``--out`` the folder that gets the
parameters: parameters that are in it already come before those shipped.
"""

import argparse
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from quotes import weights
from quotes.learn.corpus import DEFAULT_FOLDER
from quotes.learn.manifest import RESOURCES
from quotes.learn.steps import STEPS, lacking

ALL = "all"
HELD_OUT = "held_out"
NOT_THERE = 4
"""Exit status where a corpus or a package is missing, as that of ``quotes``."""


def main(arguments: list[str] | None = None) -> int:
    """Parses *arguments*, fits one learner or all of them, and prints what came of it; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quotes.learn", description=__doc__)
    learners = parser.add_subparsers(dest="learner", required=True)
    _common(learners.add_parser(ALL, help="all of these in this order, each with its own defaults"))
    for name, step in STEPS.items():
        module = import_module(f"quotes.learn.{name}")
        learner = learners.add_parser(name, help=step.purpose, description=module.__doc__)
        _common(learner)
        module.add_arguments(learner)
        learner.set_defaults(run=module.run)
    _add_held_out(learners)
    options = parser.parse_args(arguments)
    wanted = {ALL: list(STEPS), HELD_OUT: ["attribution"]}.get(options.learner, [options.learner])
    problem = lacking(wanted, options.corpus)
    if problem:
        sys.stderr.write(f"quotes.learn: {problem}\n")
        return NOT_THERE
    if options.learner == HELD_OUT:
        sys.stdout.write(options.run(options) + "\n")
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    if options.learner == ALL:
        return _all(options.corpus, options.out)
    weights.look_first_in(options.out)
    sys.stdout.write(options.run(options) + "\n")
    return 0


def _add_held_out(learners: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command that scores by cross-validation over outlets and writes no parameters."""
    module = import_module(f"quotes.learn.{HELD_OUT}")
    told = "score extraction on outlets that the models have not seen"
    scorer = learners.add_parser(HELD_OUT, help=told, description=module.__doc__)
    scorer.add_argument("--corpus", type=Path, default=DEFAULT_FOLDER, help="folder of the labelled articles")
    module.add_arguments(scorer)
    scorer.set_defaults(run=module.run)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpus", type=Path, default=DEFAULT_FOLDER, help="folder of the training files")
    parser.add_argument(
        "--out", type=Path, default=RESOURCES, help="folder for the parameters; default: quotes/weights"
    )


def _all(corpus: Path, out: Path) -> int:
    """Runs every learner in a process of its own, which reads what those before it have written, and returns the exit
    status of the first that fails, or 0.
    """
    for name in STEPS:
        sys.stdout.write(f"{name}: ")
        sys.stdout.flush()
        command = [sys.executable, "-m", "quotes.learn", name, "--corpus", str(corpus), "--out", str(out)]
        status = subprocess.run(command, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
