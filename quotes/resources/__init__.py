"""Lexicons, learned weights and their cached loaders.

A lexicon is ``NAME.txt``: one entry a line, sorted, its source and licence in ``#`` lines on top.  Learned weights are
``NAME.json`` (or ``NAME.json.gz``), sorted.  ``MANIFEST.json`` states where each learned file came from.
"""

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of ``NAME.txt`` in file order, without comment lines and blanks."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def lexicon(name: str) -> frozenset[str]:
    """The entries of ``NAME.txt`` as a set."""
    return frozenset(lines(name))


@cache
def weights(name: str) -> Any:
    """The parsed content of ``NAME.json``, or of ``NAME.json.gz`` where the plain file is not there.

    The value is shared: callers must not change it.
    """
    plain = files(__name__).joinpath(f"{name}.json")
    if plain.is_file():
        return json.loads(plain.read_text(encoding="utf-8"))
    packed = files(__name__).joinpath(f"{name}.json.gz")
    return json.loads(gzip.decompress(packed.read_bytes()))
