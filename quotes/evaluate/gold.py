"""Gold files: articles with labelled stretches, one a line."""

import json
from pathlib import Path
from typing import Any

from quotes.errors import NotFound, UsageProblem

_TYPES = {"organisation": "org", "organization": "org"}


def load_gold(path: Path) -> list[dict[str, Any]]:
    """The articles of a gold file; ``organisation`` counts as the benchmark's ``org``.

    :raises NotFound: there is no such file.
    :raises UsageProblem: a line is no gold article; it is named.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound(f"there is no gold file {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{path} cannot be read as a gold file ({error})") from None
    found: list[dict[str, Any]] = []
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
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
