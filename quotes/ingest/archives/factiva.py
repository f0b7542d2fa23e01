"""Reads exports of Factiva: articles with codes of two letters (*HD*, *LP*, *TD*) or without, as text and as HTML."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.ingest.archives.layout import Line, day_in, is_copyright, lines_of, paragraphs_of, refuse, without_by
from quotes.ingest.sections import section_in
from quotes.model import Article

FACTIVA = "Factiva"
_CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CO|IN|NS|RE|PUB|IPC|IPD|AN|CT|RF|ART|CLM|CX)"
    r"(?:[ \t\xa0]+(.*)|)\Z"
)
_END = re.compile(r"(?:AN[ \t]+)?Document ([A-Za-z0-9]{10,40})\Z")
_WORDS = re.compile(r"\d[\d,.]* (?:words|mots|Wörter|palabras)\Z")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: GMT)?\Z", re.IGNORECASE)
_BODY = ("LP", "TD")
_LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "dutch": "nl"}


def articles_of_factiva(text: str) -> list[Article] | None:
    """Returns the articles of a text export, or None if *text* is no export of Factiva.

    :raises UnreadableSource: an article has no headline, no date or no text.
    """
    lines = lines_of(text)
    ends = [place for place, line in enumerate(lines) if _END.match(line.text)]
    coded = [line.text[:2] for line in lines if (m := _CODE.match(line.text)) is not None and m[1] in ("HD", *_BODY)]
    if not ends and not {"HD", "LP"} <= set(coded):
        return None
    with_codes = {"HD"} <= set(coded) and not set(coded).isdisjoint(_BODY)
    if not with_codes and not any(_WORDS.match(line.text) for line in lines):
        return None
    found: list[Article] = []
    start = 0
    for end in ends or [len(lines)]:
        found.append((_coded if with_codes else _plain)(lines[start:end]))
        start = end + 1
    left = [line for line in lines[start:] if line.text]
    if any(_WORDS.match(line.text) or line.text.startswith("HD\t") for line in left):
        refuse(FACTIVA, left[0], "the last article has no line “Document …”: the export was cut off")
    return found


def articles_of_factiva_page(page: str) -> list[Article] | None:
    """Returns the articles of an export in HTML, or None if *page* is no export of Factiva.

    :raises UnreadableSource: an article has no headline, no date or no text.
    """
    if 'class="article ' not in page or ("Headline" not in page and "articleParagraph" not in page):
        return None
    from trafilatura import load_html

    from quotes.ingest.fragments import text_of_tree

    tree: Any = load_html(page)
    if tree is None:
        return None
    found: list[Article] = []
    for element in tree.xpath('//div[starts-with(@id, "article-") or starts-with(@class, "article ")]'):
        rows = _rows(element)
        if rows:
            found.append(_of_fields(rows, Line(element.sourceline or 0, element.get("id") or "")))
        else:
            text = text_of_tree(element)
            lines = [line for line in lines_of(text) if line.text]
            end = next((place for place, line in enumerate(lines) if _END.match(line.text)), len(lines))
            found.append(_plain(lines[:end]))
    return found or None


def _rows(element: Any) -> dict[str, str]:
    """Returns the coded fields of an article's table."""
    from quotes.ingest.fragments import text_of_tree

    rows: dict[str, str] = {}
    for row in element.xpath(".//tr[count(td) = 2]"):
        code = " ".join(row[0].text_content().split())
        if _CODE.match(code):
            rows[code] = text_of_tree(row[1])
    return rows if "HD" in rows else {}


def _coded(lines: Sequence[Line]) -> Article:
    """Returns the article of lines with codes; lines below a code belong to it."""
    fields: dict[str, list[Line]] = {}
    code = ""
    for line in lines:
        match = _CODE.match(line.text)
        if match is not None and not (code in _BODY and match[1] in fields):
            code = match[1]
            fields[code] = [Line(line.number, match[2].strip())] if match[2] else []
        elif code:
            fields[code].append(line)
    flat = {name: paragraphs_of(words, wrapped=False) for name, words in fields.items()}
    return _of_fields(flat, next((line for line in lines if line.text), None))


def _of_fields(fields: Mapping[str, str], first: Line | None) -> Article:
    text = "\n\n".join(fields[code] for code in _BODY if fields.get(code))
    date = day_in(fields.get("PD", ""))
    if not fields.get("HD"):
        refuse(FACTIVA, first, "the article has no headline (HD)")
    if date is None:
        refuse(FACTIVA, first, "the article has no date (PD)")
    if not text.strip():
        refuse(FACTIVA, first, "the article has no text (LP, TD)")
    return Article(
        text=text,
        id=fields.get("AN", "").removeprefix("Document ").strip() or None,
        outlet=_line(fields.get("SN")),
        published_on=date,
        title=_line(fields["HD"]),
        byline=without_by(fields.get("BY")),
        language=_LANGUAGES.get((fields.get("LA") or "").strip().lower()),
        section=section_in(_line(fields.get("SE"))),
    )


def _line(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None


def _plain(lines: Sequence[Line]) -> Article:
    """Returns the article of lines without codes: section, headline, author, *112 words*, date, outlet, code, rights,
    text.
    """
    first = next((line for line in lines if line.text), None)
    counted = next((place for place, line in enumerate(lines) if _WORDS.match(line.text)), None)
    if counted is None:
        refuse(FACTIVA, first, "the article has no line with its number of words")
    head = [line.text for line in lines[:counted] if line.text]
    behind = [line for line in lines[counted + 1 :] if line.text]
    date = day_in(behind[0].text) if behind else None
    if date is None:
        refuse(FACTIVA, behind[0] if behind else first, "the date of the article was expected here")
    place = 2 if len(behind) > 1 and _TIME.match(behind[1].text) else 1
    rights = next((n for n in range(place, min(len(behind), place + 12)) if is_copyright(behind[n].text)), None)
    if rights is None or not head:
        refuse(FACTIVA, behind[0], "the article has no headline, or no line that says whose rights it is")
    number = behind[rights].number
    text = paragraphs_of([line for line in lines if line.number > number], wrapped=False)
    if not text.strip():
        refuse(FACTIVA, behind[rights], "the article has no text below")
    title, byline = _title_and_byline(head)
    language = next((code for line in behind[place:rights] if (code := _LANGUAGES.get(line.text.lower()))), None)
    return Article(
        text=text,
        outlet=behind[place].text,
        published_on=date,
        title=title,
        byline=without_by(byline),
        language=language,
        section=section_in(head[0]) if title != head[0] else None,
    )


def _title_and_byline(head: Sequence[str]) -> tuple[str, str | None]:
    """Returns headline and author from the lines above the number of words (section, headline, author), of which only
    the headline must be there.
    """
    if len(head) == 1:
        return head[0], None
    last = head[-1].split()
    named = head[-1].lower().startswith("by ") or (1 < len(last) <= 5 and all(word[0].isupper() for word in last))
    return (head[-2], head[-1]) if named else (head[-1], None)
