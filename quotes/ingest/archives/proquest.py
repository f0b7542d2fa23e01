"""Reads exports of ProQuest: documents between lines of underscores, fields with a colon, the text behind *Full
text*.
"""

import re
from collections.abc import Sequence

from quotes.ingest.archives.layout import Line, day_in, lines_of, paragraphs_of, refuse, without_by
from quotes.ingest.sections import section_in
from quotes.model import Article

PROQUEST = "ProQuest"
_RULE = re.compile(r"_{20,}\Z")
_NUMBER = re.compile(r"(?:Document )?(\d+) of (\d+)\Z")
_FIELDS = (
    "Abstract|Abstract \\(English\\)|Author|Authors?|Publication info|Links|Full text|Subject|Business indexing term|"
    "Location|People|Company / organization|Title|Alternate title|Publication title|First page|Pages|Number of pages|"
    "Publication year|Publication date|Publication Date|Section|Publisher|Place of publication|Country of publication|"
    "Publication subject|ISSN|e-ISSN|Source type|Language of publication|Document type|Document feature|"
    "ProQuest document ID|Document URL|Copyright|Last updated|Database|Credit|Illustration|Identifier / keyword|"
    "Classification|Dateline|Volume|Issue|Column|DOI|Word count|Correspondence author|Edition|Publication"
)
_FIELD = re.compile(rf"({_FIELDS}):(?: (.*)|)\Z", re.IGNORECASE)
_HEADING = re.compile(r"(?:ABSTRACT(?: \(ENGLISH\))?|FULL TEXT|DETAILS|LINKS|CREDIT|INDEXING \(DETAILS\))\Z")
_LONG = ("head", "full text", "abstract", "rest")
"""What may have several paragraphs; other fields end at a blank line."""
_SIGNS = ("Report Information from ProQuest", "ProQuest document ID:", "search.proquest.com", "www.proquest.com")


def articles_of_proquest(text: str) -> list[Article] | None:
    """Returns the articles of a text export, or None if *text* is no export of ProQuest.

    :raises UnreadableSource: a document has no full text or no date.
    """
    if not any(sign in text for sign in _SIGNS):
        return None
    parts: list[list[Line]] = [[]]
    for line in lines_of(text):
        if _RULE.match(line.text):
            parts.append([])
        elif line.text or parts[-1]:
            parts[-1].append(line)
    documents = [part for part in parts if _is_document(part)]
    if not documents:
        return None
    return [_article(part) for part in documents]


def _is_document(lines: Sequence[Line]) -> bool:
    return any(_NUMBER.match(line.text) for line in lines[:1]) or any(
        line.text == "FULL TEXT" or line.text.lower().startswith("full text:") for line in lines
    )


def _article(lines: Sequence[Line]) -> Article:
    fields: dict[str, list[Line]] = {}
    name = "head"
    for line in lines:
        field, heading = _FIELD.match(line.text), _HEADING.match(line.text)
        if heading is not None:
            name = heading[0].lower()
        elif field is not None:
            name = field[1].lower()
            line = Line(line.number, field[2] or "")
        elif not line.text and name not in _LONG:
            name = "rest"
        if heading is None:
            fields.setdefault(name, []).append(line)
    flat = {key: " ".join(" ".join(line.text for line in words).split()) for key, words in fields.items()}
    text = paragraphs_of(fields.get("full text", ()), wrapped=False)
    if not text or text.lower().startswith(("not available", "full text not available")):
        refuse(PROQUEST, lines[0], "the document has no full text; export with it")
    info = flat.get("publication info", "")
    date = day_in(flat.get("publication date", "")) or day_in(info)
    if date is None:
        refuse(PROQUEST, lines[0], "the document has no date of publication")
    head = [line.text for line in fields.get("head", ()) if line.text and not _NUMBER.match(line.text)]
    outlet = flat.get("publication title") or re.split(r" ?[;,\[(]|\. ", info)[0]
    return Article(
        text=text,
        id=flat.get("proquest document id") or None,
        outlet=outlet.split(";")[0].strip() or None,
        published_on=date,
        title=flat.get("title") or (head[0] if head else None),
        byline=without_by(flat.get("author") or flat.get("authors")),
        url=flat.get("document url") or None,
        section=section_in(flat.get("section")),
    )
