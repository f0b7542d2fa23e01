"""Quotations in news: found, attributed, kept.

The front door.  Names are handed out lazily, so that ``import quotes`` costs neither NLTK nor SQLAlchemy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotes.version import VERSION

if TYPE_CHECKING:
    from quotes.errors import QuotesError
    from quotes.ingest import read_article
    from quotes.library import open_store
    from quotes.model import Article, Quote, Span
    from quotes.pipeline import extract_quotes

__all__ = ["Article", "Quote", "QuotesError", "Span", "extract_quotes", "open_store", "read_article"]
__version__ = VERSION

_HOMES = {
    "Article": "quotes.model",
    "Quote": "quotes.model",
    "QuotesError": "quotes.errors",
    "Span": "quotes.model",
    "extract_quotes": "quotes.pipeline",
    "open_store": "quotes.library",
    "read_article": "quotes.ingest",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
