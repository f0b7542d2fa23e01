"""Loads the learned parameters, cached.

Parameters are ``NAME.json``, sorted; ``NAME.tables`` beside some holds their weights made ready (``tables.py``).
``MANIFEST.json`` states where each file came from.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_folders: list[Traversable] = [files(__name__)]
"""The folders in which parameters are looked for, one after the other."""


@cache
def parameters(name: str) -> Any:
    """Returns the parsed content of ``NAME.json``.

    The value is shared: callers must not change it.
    """
    return json.loads(first_file((f"{name}.json",)).read_text(encoding="utf-8"))


def first_file(names: Sequence[str]) -> Traversable:
    """Returns the first file with one of the *names*, in the first folder that has any; the earlier of the names goes
    before the later.

    :raises FileNotFoundError: no folder has one.
    """
    for folder in _folders:
        for name in names:
            file = folder.joinpath(name)
            if file.is_file():
                return file
    raise FileNotFoundError(f"there are no parameters {' or '.join(names)}")


def look_first_in(folder: Traversable) -> None:
    """Makes *folder* come before the shipped parameters, for the whole process.

    Learners that write elsewhere begin with this; models made before the call keep their parameters.
    """
    _folders.insert(0, folder)
    parameters.cache_clear()
