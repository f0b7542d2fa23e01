"""Reads exports of LexisNexis (*1 of 2 DOCUMENTS*, fields in capitals) and of Nexis Uni (*Body*, *End of Document*)."""

import re
from collections.abc import Sequence

from quotes.ingest.archives.layout import Line, day_in, is_copyright, lines_of, paragraphs_of, refuse, without_by
from quotes.ingest.sections import section_in
from quotes.model import Article

_DOCUMENT = re.compile(r"(?:Document (?=.{3,30}\Z)|(?=.{3,30} DOCUMENTS?\Z))(\d[\d,]*) of (\d[\d,]*)(?: DOCUMENTS?)?")
_SIGN = re.compile(r"LENGTH: *\d[\d,]* words|LOAD-DATE: *\S.*|PUBLICATION-TYPE: *\S.*")
"""Fields of which two on lines of their own are those of no other text."""
_FIELD = re.compile(r"([A-Z][A-Z /-]{2,30}):(?: +(.*)|)\Z")
_HEAD = frozenset(
    "BYLINE SECTION LENGTH HEADLINE DATELINE HIGHLIGHT BODY SERIES COLUMN TYPE EDITION SOURCE DATE".split()
)
_TAIL = frozenset(
    "LOAD-DATE LANGUAGE GRAPHIC PUBLICATION-TYPE JOURNAL-CODE ACC-NO SUBJECT DOCUMENT-TYPE CORRECTION CORRECTION-DATE "
    "NOTES ORGANIZATION COMPANY PERSON GEOGRAPHIC COUNTRY STATE CITY TICKER INDUSTRY URL PHOTO PHOTOS NAME "
    "DISTRIBUTION PUB-TYPE".split()
)
"""Fields behind the body; a line of the body may begin with other words in capitals and a colon."""
_EDITION = re.compile(r"(?i)\b(?:edition|final|correction appended|late|early|home|metro|national)\b")
LEXIS, UNI = "LexisNexis", "Nexis Uni"


def articles_of_lexis(text: str) -> list[Article] | None:
    """Returns the articles of an export of LexisNexis, or None if *text* is no such export.

    :raises UnreadableSource: a document has no date, no text, or not the number that its head says.
    """
    lines = lines_of(text)
    starts = [number for number, line in enumerate(lines) if _DOCUMENT.fullmatch(line.text)]
    signs = {line.text.partition(":")[0] for line in lines if _SIGN.fullmatch(line.text)}
    if len(signs) + bool(starts) < 2:
        return None
    if not starts:  # a document by itself has no number
        return [_lexis(next(line for line in lines if line.text), lines)]
    ends = [*starts[1:], len(lines)]
    found = [_lexis(lines[start], lines[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]
    first, last = _DOCUMENT.fullmatch(lines[starts[0]].text), _DOCUMENT.fullmatch(lines[starts[-1]].text)
    assert first is not None
    assert last is not None
    if _number(last[1]) - _number(first[1]) + 1 != len(starts):
        refuse(LEXIS, lines[starts[-1]], f"{len(starts)} documents are there, not as many as the numbers say")
    return found


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def _lexis(mark: Line, lines: Sequence[Line]) -> Article:
    """Returns the article behind the *mark* of one document."""
    fields: dict[str, str] = {}
    blocks: list[str] = []
    body: list[Line] = []
    inside, waiting = False, ""
    for line in lines:
        field = _FIELD.match(line.text)
        name = field[1].strip() if field is not None else ""
        if inside and name not in _TAIL and not (is_copyright(line.text) and len(line.text) < 120):
            body.append(line)
        elif inside:
            break
        elif field is not None and name in _HEAD | _TAIL:
            fields[name] = (field[2] or "").strip()
            waiting = name
            inside = name == "BODY"
            if inside and field[2]:
                body.append(Line(line.number, field[2].strip()))
        elif not line.text:
            waiting = "" if fields.get(waiting) or waiting == "" else waiting
            blocks.append("")
        elif waiting:
            fields[waiting] = f"{fields[waiting]} {line.text}".strip()
        elif "LENGTH" in fields and "BODY" not in fields and ("HEADLINE" in fields or _titled(blocks)):
            inside = True
            body.append(line)
        elif blocks and blocks[-1]:
            blocks[-1] += f"\n{line.text}"
        else:
            blocks.append(line.text)
    heads = [block for block in blocks if block]
    dated = next((place for place, block in enumerate(heads) if day_in(block)), None)
    if dated is None:
        refuse(LEXIS, mark, "the document has no date below its number")
    words = paragraphs_of(body, wrapped=True)
    if not words:
        refuse(LEXIS, mark, "the document has no text behind its length")
    names = [line for block in heads[:dated] for line in block.split("\n") if not is_copyright(line)]
    names += [line for line in heads[dated].split("\n")[:1] if not names and not day_in(line)]
    titles = [block for block in heads[dated + 1 :] if not _is_edition(block)]
    return Article(
        text=words,
        id=None,
        outlet=names[-1] if names else None,
        published_on=day_in(heads[dated]),
        title=fields.get("HEADLINE") or (" ".join(titles[0].split()) if titles else None),
        byline=without_by(fields.get("BYLINE")),
        language=_language(lines),
        section=section_in(fields.get("SECTION")),
    )


def _titled(blocks: Sequence[str]) -> bool:
    """Tests whether a headline stands behind the date."""
    heads = [block for block in blocks if block]
    dated = next((place for place, block in enumerate(heads) if day_in(block)), len(heads))
    return bool(heads[dated + 1 :])


def _is_edition(block: str) -> bool:
    return len(block.split()) <= 6 and _EDITION.search(block) is not None and "\n" not in block


_LANGUAGES = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "dutch": "nl"}


def _language(lines: Sequence[Line]) -> str | None:
    said = next((line.text for line in lines if line.text.upper().startswith("LANGUAGE:")), "")
    word = said.partition(":")[2].split(";")[0].strip().lower()
    return next((code for name, code in _LANGUAGES.items() if name in word), None)


_UNI_FIELD = re.compile(r"(Section|Length|Byline|Dateline|Highlight|Series|Source|Headline|Column): ?(.*)")
_UNI_TAIL = re.compile(
    r"(?:Load-Date|Language|Publication-Type|Subject|Journal Code|Document-Type|Correction-Date|Industry|Geographic"
    r"|Organization|Company|Person|Acc-No): ?.*|Classification|Graphic|Notes|Correction|Url"
)
_END = "End of Document"


def articles_of_nexis_uni(text: str) -> list[Article] | None:
    """Returns the articles of an export of Nexis Uni or Lexis Advance, or None if *text* is no such export.

    :raises UnreadableSource: a document has no date, no *Body*, or doesn't end as one.
    """
    lines = lines_of(text)
    ends = [number for number, line in enumerate(lines) if line.text == _END]
    bodies = [number for number, line in enumerate(lines) if line.text == "Body"]
    loaded = [number for number, line in enumerate(lines) if line.text.startswith("Load-Date:")]
    if not ends and len(bodies) == 1 and loaded and loaded[-1] > bodies[0]:
        return [_uni(lines)]  # a document by itself, copied without its end
    if not ends or (not bodies and not loaded):
        return None
    starts = [0, *(end + 1 for end in ends)]
    found = [_uni(lines[start:end]) for start, end in zip(starts, ends, strict=False)]
    left = [line for line in lines[starts[-1] :] if line.text]
    if any(line.text == "Body" for line in left):
        refuse(UNI, left[0], f"the last document has no “{_END}”: the export was cut off")
    return found


def _uni(lines: Sequence[Line]) -> Article:
    """Returns the article of the lines before one *End of Document*."""
    first = next((line for line in lines if line.text), None)
    body = next((place for place, line in enumerate(lines) if line.text == "Body"), None)
    if body is None:
        refuse(UNI, first, "the document has no line “Body”")
    dated = next((place for place in range(body - 1, -1, -1) if _is_date(lines[place].text)), None)
    if dated is None:
        refuse(UNI, first, "the document has no date above its “Body”")
    head = [line.text for line in lines[:dated] if line.text and not is_copyright(line.text)]
    fields = {m[1]: m[2] for line in lines[dated:body] if (m := _UNI_FIELD.fullmatch(line.text)) is not None}
    end = next((place for place in range(body + 1, len(lines)) if _UNI_TAIL.fullmatch(lines[place].text)), len(lines))
    words = paragraphs_of(lines[body + 1 : end], wrapped=False)
    if not words:
        refuse(UNI, lines[body], "the document has no text behind its “Body”")
    return Article(
        text=words,
        outlet=head[-1] if head else None,
        published_on=day_in(lines[dated].text),
        title=fields.get("Headline") or (head[-2] if len(head) > 1 else None),
        byline=without_by(fields.get("Byline")),
        language=_language(lines),
        section=section_in(fields.get("Section")),
    )


def _is_date(line: str) -> bool:
    """Tests whether a line is the date of a document, perhaps with weekday, time and edition, rather than a field or
    copyright notice.
    """
    return day_in(line) is not None and not is_copyright(line) and ":" not in line.partition(" ")[0] and len(line) < 90
