"""Loads the learned parameters, cached.

Parameters are ``NAME.json`` (or ``NAME.json.gz``), sorted.  ``MANIFEST.json`` states where each file came from.
"""

import gzip
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_folders: list[Traversable] = [files(__name__)]
"""The folders in which parameters are looked for, one after the other."""


@cache
def parameters(name: str) -> Any:
    """Returns the parsed content of ``NAME.json``, or of ``NAME.json.gz`` if the plain file is not there.

    The value is shared: callers must not change it.
    """
    for folder in _folders:
        plain, packed = folder.joinpath(f"{name}.json"), folder.joinpath(f"{name}.json.gz")
        if plain.is_file():
            return json.loads(plain.read_text(encoding="utf-8"))
        if packed.is_file():
            return json.loads(gzip.decompress(packed.read_bytes()))
    raise FileNotFoundError(f"there are no parameters {name!r}")


def look_first_in(folder: Traversable) -> None:
    """Makes *folder* come before the shipped parameters, for the whole process.

    Learners that write elsewhere begin with this; models made before the call keep their parameters.
    """
    _folders.insert(0, folder)
    parameters.cache_clear()
