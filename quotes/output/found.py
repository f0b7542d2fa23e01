"""What an extraction found, for the eye."""

from typing import Any

from quotes.model import Quote
from quotes.output.reading import Styled, block, unstyled
from quotes.plurals import counted


def for_the_eye(name: str | None, quotes: tuple[Quote, ...], *, width: int = 88, styled: Styled = unstyled) -> str:
    """One article's quotations as blocks with the code of what decided; with explanations, candidates and weights."""
    parts = [f"{name}: {counted(len(quotes), 'quotation')}\n\n" if name else ""]
    for quote in quotes:
        row = {
            "words": quote.text,
            "speaker": quote.speaker,
            "via": quote.via,
            "said_on": quote.said_on,
            "said_on_end": quote.said_on_end,
            "said_on_phrase": quote.said_on_phrase,
            "confidence": quote.confidence,
            "uid": quote.reason or quote.uncredited_because,
        }
        parts.append(block(row, width=width, styled=styled) + "\n")
        candidates: Any = quote.explanation.get("candidates", ())
        for candidate in candidates:
            parts.append(f"      {candidate['probability']:.3f}  {' '.join(candidate['candidate'].split())}\n")
            weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in candidate["features"].items())
            parts.append(f"             {weighed}\n")
        parts.append("\n")
    return "".join(parts)
