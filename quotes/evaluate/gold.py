"""Gold files: articles with labelled stretches, one a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import NotFound, UsageProblem

_TYPES = {"organisation": "org", "organization": "org"}


def load_gold(path: Path) -> list[dict[str, Any]]:
    """Returns the articles of a gold file; ``organisation`` counts as the benchmark's ``org``.

    :raises NotFound: there is no such file.
    :raises UsageProblem: a line is no gold article; it is named.
    """
    found: list[dict[str, Any]] = []
    for number, line in _lines(path, "gold file"):
        try:
            record = json.loads(line)
            for segment in record["segments"]:
                if not 0 <= segment["start"] < segment["end"] <= len(record["text"]):
                    raise ValueError("a segment outside the text")
                segment["type"] = _TYPES.get(segment.get("type"), segment.get("type"))
                segment.setdefault("also", [])
                segment.setdefault("source", None)
                segment["status"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageProblem(
                f"{path}:{number} is no gold article with id, text and segments ({type(error).__name__}: {error})"
            ) from None
        found.append(record)
    if not found:
        raise UsageProblem(f"{path} holds no gold articles")
    return found


def load_predictions(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Reads what ``quotes extract -f jsonl`` wrote and returns the quotations of each article, by its id.

    :raises NotFound: there is no such file.
    :raises UsageProblem: a line is none of its records; it is named.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for number, line in _lines(path, "file of predictions"):
        try:
            record = json.loads(line)
            for quote in record["quotes"]:
                if not 0 <= quote["start"] < quote["end"]:
                    raise ValueError("a quotation without length")
            found[str(record["id"])] = record["quotes"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageProblem(
                f"{path}:{number} is no line of quotes extract -f jsonl ({type(error).__name__}: {error})"
            ) from None
    return found


def _lines(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """Yields number and content of the lines of *path* that aren't blank."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound(f"there is no {what} {path}") from None
    except (OSError, ValueError) as error:
        raise UsageProblem(f"{path} cannot be read as a {what} ({getattr(error, 'strerror', error)})") from None
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield number, line
