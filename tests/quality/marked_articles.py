"""Reads the marked articles, from which the bundled gold is made: a text with its labels where they belong.

A file of ``marked/`` is one invented article.  Above the line ``---`` stand its facts (``country:`` in whose manner; ``demo: 3`` makes
it the third article that ``quotes demo`` adds) and its speakers, one a line: ``A = Dana Okafor | person | Okafor; the
engineer`` gives a short key, the fullest name that the article has, the kind and the other names, which may be empty.
Below it stands the text, in which ``<A|We open,>`` labels the words from the bar to the angle bracket as those of A.
The label may go on, separated by semicolons:

=================  ============================================================================================
``via=AFP``        to whom or where it was said, without article
``when=on Friday`` the time phrase, as it stands in the text
``said=2025-…``    the first day that the phrase means
``m=denied``       a modality other than ``said``
``joint=B``        a further party by key: ``joint`` (again for each), ``for``, ``reported_by``; of an organisation that
                   has no key, its name
``unmarked``       the words stand in no marks (turns of a transcript)
``unsure``         the reader hesitated: left out of the scores
=================  ============================================================================================

``<-title|…>``, ``<-scare|…>`` and ``<-other|…>`` are words that are to be credited to nobody.  A label inside another one
is that of words quoted within a quotation: the scorer looks at the outer ones alone, so they are kept apart.
``docs/labelling`` has the rules by which the labels are given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "marked"
FACTS = ("country", "outlet", "date", "title", "byline", "demo")
STATUSES = ("title", "scare", "other")
_LABEL = re.compile(r"<(?P<label>[^<>|\n]+)\|")
_FLAGS = ("unmarked", "unsure")
_ROLES = ("joint", "for", "reported_by")
_VALUES = ("via", "when", "said", "m", *_ROLES)


class MarkedError(ValueError):
    """A marked article that cannot be read; the message says where and why."""


class Speaker(NamedTuple):
    """One line of speakers."""

    name: str
    kind: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """One label as it is written, and where its words begin in the plain text."""

    start: int
    key: str
    values: tuple[tuple[str, str], ...]
    depth: int

    def value(self, name: str) -> str | None:
        return next((value for each, value in self.values if each == name), None)


def gold_articles() -> list[dict[str, Any]]:
    """The gold records of all marked articles: those of the demo first, in its order, then the others by file name."""
    records = [gold_record(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]
    return sorted(records, key=lambda record: record["demo"] or len(records))


def gold_record(name: str, content: str) -> dict[str, Any]:
    """The gold record of one marked article, *name* its id.

    :raises MarkedError: a line, a key or a bracket is not as the notation wants it.
    """
    head, line, body = content.partition("\n---\n")
    if not line:
        raise MarkedError(f"{name} has no line '---' between speakers and text")
    facts, speakers = _head(name, head)
    text, labels = _plain(name, body)
    segments: list[dict[str, Any]] = []
    nested: list[dict[str, Any]] = []
    for label, end in labels:
        (nested if label.depth else segments).append(_segment(name, label, end, speakers))
    outlet = re.sub(r"\W", "", facts["outlet"].lower())
    return {
        "id": name,
        "country": facts["country"],
        "outlet": facts["outlet"],
        "date": facts["date"],
        "title": facts["title"],
        "author": facts["byline"],
        "url": f"https://{outlet}.example/{name}",
        "demo": int(facts["demo"]) if "demo" in facts else None,
        "text": text,
        "segments": segments,
        "nested": nested,
    }


def _head(name: str, head: str) -> tuple[dict[str, str], dict[str, Speaker]]:
    """The facts and the speakers above the text."""
    facts: dict[str, str] = {}
    speakers: dict[str, Speaker] = {}
    for line in head.splitlines():
        key, equals, rest = line.partition(" = ")
        if equals:
            speaker, kind, also = (part.strip() for part in (rest + " |").split("|")[:3])
            speakers[key] = Speaker(speaker, kind, tuple(each.strip() for each in also.split(";") if each.strip()))
            continue
        fact, colon, value = line.partition(": ")
        if not colon or fact not in FACTS:
            raise MarkedError(f"{name}: {line!r} is neither a fact nor a speaker")
        facts[fact] = value
    return facts, speakers


def _plain(name: str, body: str) -> tuple[str, list[tuple[_Label, int]]]:
    """The text without labels, and each label with the end of its words, in the order of their beginnings."""
    parts: list[str] = []
    length = 0
    opened: list[_Label] = []
    found: list[tuple[_Label, int]] = []
    for piece in _pieces(body):
        if isinstance(piece, re.Match):
            key, *rest = piece["label"].split(";")
            opened.append(_Label(length, key, tuple(_values(name, rest)), len(opened)))
        elif piece == ">":
            if not opened:
                raise MarkedError(f"{name}: a label ends that has not begun, behind {''.join(parts)[-30:]!r}")
            found.append((opened.pop(), length))
        else:
            parts.append(piece)
            length += len(piece)
    if opened:
        raise MarkedError(f"{name}: the label {opened[-1].key} has no end")
    return "".join(parts), sorted(found, key=lambda each: (each[0].start, -each[1]))


def _pieces(body: str) -> Iterator[re.Match[str] | str]:
    """The body as beginnings of labels, their ends (``>``), and what stands between."""
    at = 0
    for match in re.finditer(rf"{_LABEL.pattern}|>", body):
        if at < match.start():
            yield body[at : match.start()]
        yield match if match["label"] else ">"
        at = match.end()
    yield body[at:]


def _values(name: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        key, equals, value = part.partition("=")
        if key not in (_VALUES if equals else _FLAGS):
            raise MarkedError(f"{name}: {part!r} is not in the notation")
        yield key, value


def _segment(name: str, label: _Label, end: int, speakers: Mapping[str, Speaker]) -> dict[str, Any]:
    """One label in the format of the benchmark, with modality and credits where there is something to say of them."""
    status = label.key.removeprefix("-")
    nobody = label.key != status
    if status not in (STATUSES if nobody else speakers):
        raise MarkedError(f"{name}: nothing tells who {label.key} is")
    speaker = Speaker("", "", ()) if nobody else speakers[label.key]
    segment: dict[str, Any] = {
        "start": label.start,
        "end": end,
        "status": status if nobody else "quote",
        "speaker": speaker.name or None,
        "type": speaker.kind or None,
        "also": list(speaker.also),
        "source": None,
        "via": label.value("via"),
        "when": label.value("when"),
        "said_on": label.value("said"),
    }
    if modality := label.value("m"):
        segment["modality"] = modality
    if credits := [_credit(role, value, speakers) for role, value in label.values if role in _ROLES]:
        segment["credits"] = credits
    return segment | {flag: True for flag, _ in label.values if flag in _FLAGS}


def _credit(role: str, value: str, speakers: Mapping[str, Speaker]) -> dict[str, str]:
    party = speakers.get(value, Speaker(value, "org", ()))
    return {"name": party.name, "kind": party.kind, "role": role}
