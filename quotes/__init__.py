"""Quotations in news: found, attributed, kept.

The front door.  Names are handed out lazily, so that ``import quotes`` costs neither NLTK nor SQLAlchemy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotes.version import VERSION

if TYPE_CHECKING:
    from quotes.ingest import read_article
    from quotes.model import Article, Quote, Span
    from quotes.pipeline import extract_quotes

__all__ = ["Article", "Quote", "Span", "extract_quotes", "read_article"]
__version__ = VERSION

_HOMES = {
    "Article": "quotes.model",
    "Quote": "quotes.model",
    "Span": "quotes.model",
    "extract_quotes": "quotes.pipeline",
    "read_article": "quotes.ingest",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
