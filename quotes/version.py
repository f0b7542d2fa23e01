"""States which program this is, and which extraction: what the store says of where things come from."""

VERSION = "0.1.0"
"""The version of the package, as in ``pyproject.toml``."""

PROGRAM = f"quotes {VERSION}"
"""What a run says of the program that it ran."""

EXTRACTION = 4
"""The revision of the extraction: raised with each release in which articles are read otherwise, whatever the version
of the package.  The first was called after the package (``quotes 0.1.0``) and knew no modality but *said*."""

EXTRACTOR = f"quotes extraction {EXTRACTION}"
"""What articles and quotations say of what read them; ``quotes articles reextract --stale`` reads others again."""
