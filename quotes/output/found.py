"""Writes what an extraction found, article by article."""

from collections.abc import Iterable
from typing import Any, TextIO

from quotes.model import Quote
from quotes.output.explained import SENTENCES, legend
from quotes.output.lines import Styler, fact, wrapped
from quotes.output.reading import block, unstyled
from quotes.output.records import article_record, credit_cells
from quotes.output.tables import one_line
from quotes.plurals import counted


def write_records(
    found: Iterable[tuple[str | None, tuple[Quote, ...], str | None]],
    form: str,
    stream: TextIO,
    *,
    width: int,
    styled: Styler,
    explained: bool = False,
) -> None:
    """Writes each article's id and quotations, or why it failed, to *stream* as soon as they are there.

    *form* is ``text``, which leaves out what failed, ``jsonl`` or ``json``. If the articles are *explained*, texts
    begin with how to read the explanations.
    """
    if form == "text":
        if explained:
            stream.write(legend(width))
        for name, quotes, error in found:
            if error is None:
                stream.write(for_the_eye(name, quotes, width=width, styled=styled))
    elif form == "jsonl":
        for each in found:
            stream.write(one_line(article_record(*each)) + "\n")
    else:
        stream.write("[")
        lead = "\n"
        for each in found:
            stream.write(lead + one_line(article_record(*each)))
            lead = ",\n"
        stream.write("]\n" if lead == "\n" else "\n]\n")


def for_the_eye(name: str | None, quotes: tuple[Quote, ...], *, width: int = 88, styled: Styler = unstyled) -> str:
    """Returns one article's quotations as blocks with the code of what decided; with explanations, also candidates and
    weights.
    """
    parts = [f"{name}: {counted(len(quotes), 'quotation')}\n\n" if name else ""]
    for quote in quotes:
        row = {
            "words": quote.text,
            "speaker": quote.speaker,
            "modality": quote.modality.value,
            **credit_cells(quote),
            "via": quote.via,
            "said_on": quote.said_on,
            "said_on_end": quote.said_on_end,
            "said_on_phrase": quote.said_on_phrase,
            "confidence": quote.confidence,
            "uid": quote.reason or quote.uncredited_because,
        }
        parts.append(block(row, width=width, styled=styled) + "\n")
        if quote.explanation:
            code = quote.reason or quote.uncredited_because
            parts.append(wrapped(SENTENCES.get(code or "", ""), width=width, first="    ", indent="    ") + "\n")
        candidates: Any = quote.explanation.get("candidates", ())
        for candidate in candidates:
            head = f"      {candidate['probability']:.3f}"
            parts.append(fact(head, " ".join(candidate["candidate"].split()), width=width) + "\n")
            weighed = ", ".join(f"{name} {weight:+.2f}" for name, weight in candidate["features"].items())
            parts.append(wrapped(weighed, width=width, first=" " * 13, indent=" " * 13) + "\n")
        parts.append("\n")
    return "".join(parts)
