"""Learned parameters and their cached loader.

Parameters are ``NAME.json`` (or ``NAME.json.gz``), sorted.  ``MANIFEST.json`` states where each file came from.
"""

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def parameters(name: str) -> Any:
    """The parsed content of ``NAME.json``, or of ``NAME.json.gz`` where the plain file is not there.

    The value is shared: callers must not change it.
    """
    plain = files(__name__).joinpath(f"{name}.json")
    if plain.is_file():
        return json.loads(plain.read_text(encoding="utf-8"))
    packed = files(__name__).joinpath(f"{name}.json.gz")
    return json.loads(gzip.decompress(packed.read_bytes()))
