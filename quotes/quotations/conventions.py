"""Finds quotations in text of languages other than English, by the marks of their conventions; nobody is credited.

„Deutsch“, »Deutsch«, « français », „polski”, ”svenska”, 「日本語」: which glyph opens and which closes, the text itself
shows.  Single marks are left alone: they are apostrophes, elisions, or stand within a quotation.
"""

import re
from collections.abc import Iterator

from quotes.model import Article, Kind, Quote, Span, Uncredited

_MARK = re.compile('["“”„‟«»「」『』＂]')
_PARAGRAPH = re.compile(r"[^\n\r]+")
_LETTERS_OF_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
"""Letters of scripts that part no words by blanks."""
_CLOSED_BY = {
    "„": '“”"‟',
    "‟": "”",
    "“": "”“",
    "”": "”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
}
"""What may close a quotation that a glyph opens; which of *« »* and *» «* a text uses, its first one tells."""
CLAUSE = 4
"""Words from which a quotation counts as a clause of its own."""
CLAUSE_LETTERS = 10
"""Letters from which one does in a script that parts no words."""
NOT_KNOWN = 0.5
"""Confidence that nobody is to be credited, where nobody was looked for."""


def quotes_by_convention(article: Article) -> tuple[Quote, ...]:
    """Returns the quotations of *article* in reading order, none with a speaker; those within another one are part of
    it.

    No quotation reaches across a line break.  Takes time linear in the length of the text, and never fails.
    """
    text = article.text
    return tuple(
        Quote(
            start=span.start,
            end=span.end,
            text=span.of(text),
            kind=Kind.DIRECT if _is_clause(span.of(text)) else Kind.PARTIAL,
            utterance=number,
            uncredited_because=Uncredited.OTHER_LANGUAGE.value,
            confidence=NOT_KNOWN,
        )
        for number, span in enumerate(_spans(text), 1)
    )


def _spans(text: str) -> Iterator[Span]:
    """Yields the stretches between marks, without the blanks next to them."""
    for paragraph in _PARAGRAPH.finditer(text):
        opened: re.Match[str] | None = None
        depth = 0
        for mark in _MARK.finditer(text, *paragraph.span()):
            glyph = mark[0]
            if opened is None:
                opened = mark if glyph in _CLOSED_BY and _opens(text, mark) else None
                depth = 0
            elif glyph == opened[0] and glyph not in _CLOSED_BY[opened[0]]:
                depth += 1  # within: « … « … » … »
            elif glyph in _CLOSED_BY[opened[0]] and depth:
                depth -= 1
            elif glyph in _CLOSED_BY[opened[0]]:
                found = _trimmed(text, opened.end(), mark.start())
                if found is not None:
                    yield found
                opened = None


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Tests whether a mark may open: words stand behind it, and none right before, except in scripts without blanks."""
    after = text[mark.end() : mark.end() + 2].strip()
    before = text[mark.start() - 1 : mark.start()]
    if mark[0] in "「『":
        return True
    return bool(after) and (not before.isalnum() or _LETTERS_OF_SCRIPT.match(before) is not None)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None


def _is_clause(words: str) -> bool:
    return len(words.split()) >= CLAUSE or len(_LETTERS_OF_SCRIPT.findall(words)) >= CLAUSE_LETTERS
