"""The search language: any text a person types becomes a query; nothing is a syntax error.

``plain words`` all occur; ``"a phrase"``; ``-word`` and ``NOT word`` do not occur; ``word*`` begins a word; ``or``
separates alternatives and binds looser than juxtaposition, which is what ``AND`` says; parentheses group.
``field:value`` narrows: the same field twice means either, different fields all hold, ``-field:value`` excludes;
``field:(a or b)`` asks each of its words of the field.  AND and NOT are operators in capitals alone.
"""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from quotes.wording import fold, storable

_PIECE = re.compile(
    r"""
    (?P<minus>-)?
    (?: (?P<field>[^\W\d_][\w.]*(?:-\w+)*):(?:
            ["“”](?P<fieldquoted>[^"“”]*)(?P<fieldshut>["“”])? | (?P<scope>\()
          | (?P<fieldvalue>[^\s"“”()]+(?:\([^\s"“”()]*\)[^\s"“”()]*)*) )
      | ["“”](?P<phrase>[^"“”]*)(?P<shut>["“”])?(?P<star>\*)?
      | (?P<opens>\() | (?P<closes>\))
      | (?P<word>[^\s"“”()]+(?:\([^\s"“”()]*\)[^\s"“”()]*)*) )
    """,
    re.VERBOSE,
)
"""A word may have a pair of parentheses inside it (``word(s)``); others group."""
UNCLOSED = "a quotation mark is opened and never closed; it is taken to end with the query"
MOST = 200
"""Different pieces of a query that count; what a person types has fewer, and databases limit expressions."""
DEEPEST = 20
"""Levels of parentheses that count; databases limit those too."""


class Field(StrEnum):
    """What a query can narrow by, beside the attributes of speakers."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    VIA = "via"
    SAID = "said"
    DATE = "date"
    KIND = "kind"
    STATUS = "status"
    MODALITY = "modality"
    CONFIDENCE = "confidence"
    TITLE = "title"
    BYLINE = "byline"
    SECTION = "section"
    ABOUT = "about"


IN_WORDS = (Field.TITLE, Field.BYLINE, Field.SECTION, Field.ABOUT)
"""Fields whose value is words that occur."""


class Order(StrEnum):
    """What quotations that were found can be ordered by."""

    DATE = "date"
    OLDEST = "oldest"
    RELEVANCE = "relevance"
    SAID = "said"
    CONFIDENCE = "confidence"
    STORED = "stored"


class Term(NamedTuple):
    """Folded words that occur one after the other; the last may be the beginning of a word."""

    words: str
    prefix: bool
    negated: bool


class FieldTerm(NamedTuple):
    """A field (a :class:`Field`, else the name of a speaker's attribute) and the value it must have, as typed."""

    field: str
    value: str
    negated: bool


class Group(NamedTuple):
    """One alternative: all of its terms, fields and parentheses hold."""

    terms: tuple[Term, ...]
    fields: tuple[FieldTerm, ...]
    nested: "tuple[Nested, ...]" = ()

    @property
    def size(self) -> int:
        """How many terms and fields it has, those in parentheses too."""
        return len(self.terms) + len(self.fields) + sum(each.size for each in self.nested)


class Nested(NamedTuple):
    """A group in parentheses: one of its alternatives holds, or none if it is negated."""

    groups: tuple[Group, ...]
    negated: bool

    @property
    def size(self) -> int:
        """How many terms and fields it has."""
        return sum(each.size for each in self.groups)


class Query(NamedTuple):
    """A parsed query: its alternatives (none for an empty query), and whether it was cut for its length."""

    groups: tuple[Group, ...]
    cut: bool = False
    unknown: tuple[str, ...] = ()
    """What was written like a field and is none, so that it was taken for words."""
    oddities: tuple[str, ...] = ()
    """What cannot be meant as it is written, a line each."""

    @property
    def sought(self) -> tuple[tuple[str, bool], ...]:
        """Each phrase that must occur in some alternative, and whether it is a beginning."""
        found = {(term.words, term.prefix): None for term in _sought(self.groups)}
        return tuple(found)

    @property
    def every_group(self) -> tuple[Group, ...]:
        """Its groups and those in parentheses."""
        return tuple(_every_group(self.groups))


def _sought(groups: Collection[Group]) -> Iterator[Term]:
    for group in groups:
        yield from (term for term in group.terms if not term.negated)
        for nested in group.nested:
            if not nested.negated:
                yield from _sought(nested.groups)


def _every_group(groups: Collection[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        for nested in group.nested:
            yield from _every_group(nested.groups)


def parse_query(text: str, attributes: Collection[str] = ()) -> Query:
    """Returns the query that *text* is, in which *attributes* (in small letters) are fields too. Never fails."""
    return _Parser({attribute.replace(" ", "_"): attribute for attribute in attributes}).parse(storable(text))


class _Frame:
    """Parentheses that are open, or the whole query."""

    def __init__(self, *, negated: bool = False, field: str | None = None) -> None:
        self.negated, self.field = negated, field
        self.groups: dict[Group, None] = {}
        self.parts: list[dict[Term | FieldTerm | Nested, None]] = [{}]
        """What AND separates in the alternative that is being read."""

    def close(self) -> int:
        """Ends the alternative; returns how many of its pieces another one says already."""
        terms: dict[Term, None] = {}
        fields: dict[FieldTerm, None] = {}
        nested: dict[Nested, None] = {}
        for part in self.parts:
            own = [piece for piece in part if isinstance(piece, FieldTerm)]
            named = {piece.field for piece in fields if not piece.negated}
            both = any(piece.field in named and piece not in fields for piece in own if not piece.negated)
            if both:  # a AND b: not either, although the field is the same
                nested[Nested((Group((), tuple(own)),), negated=False)] = None
            else:
                fields.update(dict.fromkeys(own))
            terms.update(dict.fromkeys(piece for piece in part if isinstance(piece, Term)))
            nested.update(dict.fromkeys(piece for piece in part if isinstance(piece, Nested)))
        self.parts = [{}]
        group = Group(tuple(terms), tuple(fields), tuple(nested))
        if group.size and group not in self.groups:
            self.groups[group] = None
            return 0
        return group.size


class _Parser:
    """Reads a query piece by piece; what is open stands on a stack, so that no depth is too deep."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.stack = [_Frame()]
        self.too_deep = 0
        self.negating = False
        self.pending: str | None = None
        """An operator that waits for what it joins or negates."""
        self.size = 0
        self.different: set[Term | FieldTerm] = set()
        self.unknown: dict[str, None] = {}
        self.oddities: dict[str, None] = {}

    def parse(self, text: str) -> Query:
        cut = False
        if text.strip() in ("AND", "NOT"):  # with nothing to join they are words
            text = text.lower()
        for match in _PIECE.finditer(text):
            if not self._read(match):
                cut = True
                break
        self._dangling()
        if len(self.stack) > 1 or self.too_deep:
            self._odd("a parenthesis is opened and never closed; it is taken to end with the query")
        while len(self.stack) > 1:
            self._close()
        self.size -= self.stack[0].close()
        groups = tuple(self.stack[0].groups)
        if len(groups) == 1 and len(groups[0].nested) == 1 and not groups[0].terms and not groups[0].fields:
            inner = groups[0].nested[0]  # (a or b) alone is a or b
            groups = groups if inner.negated else inner.groups
        return Query(groups, cut, tuple(self.unknown), tuple(self.oddities))

    def _odd(self, remark: str) -> None:
        self.oddities[remark] = None

    def _read(self, match: re.Match[str]) -> bool:
        """Takes one piece and returns True, or False if the query has become too long."""
        word, minus = match["word"], match["minus"] is not None
        if match["opens"]:
            self._open(_Frame(negated=self._negated(minus), field=self.stack[-1].field))
            return True
        if match["scope"]:
            field = self._field(match["field"])
            if field is None:
                self._unknown(match["field"])
                if not self._add(self._term(match["field"], starred=False, negated=self._negated(minus))):
                    return False
                minus = False
            self._open(_Frame(negated=self._negated(minus), field=field or self.stack[-1].field))
            return True
        if match["closes"]:
            self._dangling()
            if self.too_deep:
                self.too_deep -= 1
            elif len(self.stack) > 1:
                self._close()
            else:
                self._odd("a parenthesis is closed that was never opened; it counts for nothing")
            return True
        if word is not None and not minus and (word in ("AND", "OR", "NOT") or word.lower() == "or"):
            self._operator(word.upper())
            return True
        return self._add(self._piece(match))

    def _operator(self, word: str) -> None:
        if word == "NOT":
            self.negating = not self.negating
            self.pending = "NOT"
            return
        self._dangling()
        top = self.stack[-1]
        if word == "OR":
            self.size -= top.close()
        elif top.parts[-1]:
            top.parts.append({})
        self.pending = word if word == "AND" else None

    def _dangling(self) -> None:
        """Says that an operator had nothing behind it."""
        if self.pending is not None:
            self._odd(
                f"{self.pending} has nothing behind it and counts for nothing (as a word: in small letters, or "
                f'"{self.pending.lower()}")'
            )
        self.pending, self.negating = None, False

    def _negated(self, minus: bool) -> bool:
        negated = minus != self.negating
        self.pending, self.negating = None, False
        return negated

    def _open(self, frame: _Frame) -> None:
        if len(self.stack) > DEEPEST:
            self.too_deep += 1
            self._odd(f"parentheses more than {DEEPEST} deep count for nothing")
            return
        self.stack.append(frame)

    def _close(self) -> None:
        frame = self.stack.pop()
        self.size -= frame.close()
        part = self.stack[-1].parts[-1]
        groups = tuple(frame.groups)
        plain = groups[0] if len(groups) == 1 else None
        if plain is not None and not frame.negated and not plain.fields:
            part.update(dict.fromkeys((*plain.terms, *plain.nested)))  # parentheses that change nothing
        elif plain is not None and plain.size == 1 and not plain.nested:
            only: Term | FieldTerm = plain.terms[0] if plain.terms else plain.fields[0]
            self._part(only)[only._replace(negated=only.negated != frame.negated)] = None
        elif groups:
            part[Nested(groups, frame.negated)] = None

    def _part(self, piece: Term | FieldTerm) -> dict[Term | FieldTerm | Nested, None]:
        """Returns the part of the query that *piece* belongs to; in ``title:(a b)`` each piece is a condition on the
        title.
        """
        top = self.stack[-1]
        if isinstance(piece, FieldTerm) and top.field in IN_WORDS and piece.field == top.field and top.parts[-1]:
            top.parts.append({})
        return top.parts[-1]

    def _add(self, piece: Term | FieldTerm | None) -> bool:
        if piece is None:
            return True
        part = self._part(piece)
        self.different.add(piece)
        self.size += piece not in part
        if len(self.different) > MOST or self.size > 2 * MOST:
            return False
        part[piece] = None
        return True

    def _piece(self, match: re.Match[str]) -> Term | FieldTerm | None:
        word, phrase, minus = match["word"], match["phrase"], match["minus"] is not None
        starred = match["star"] is not None
        scope = self.stack[-1].field
        if match["field"] is not None:
            field = self._field(match["field"])
            if match["fieldquoted"] is not None and not match["fieldshut"]:
                self._odd(UNCLOSED)
            value = match["fieldquoted"] if match["fieldquoted"] is not None else match["fieldvalue"]
            if field is not None and value.strip():
                return FieldTerm(field, value.strip(), self._negated(minus))
            if field is None and (value[:1].isalnum() or match["fieldquoted"]):
                self._unknown(match["field"])
            if field is not None:
                self._no_value(match["field"])
            return self._term(f"{match['field']} {value}", starred=value.endswith("*"), negated=self._negated(minus))
        if phrase is not None and not match["shut"]:
            self._odd(UNCLOSED)
        raw = phrase if phrase is not None else word
        if word is not None and word.endswith(":") and self._field(word[:-1]) not in (None, Field.SAID):
            self._no_value(word[:-1])  # *she said: …* is what people write
        if scope is not None and raw.strip():
            return FieldTerm(scope, f"{raw.strip()}{'*' if starred else ''}", self._negated(minus))
        return self._term(raw, starred=starred, negated=minus, lone=True)

    def _term(self, raw: str, *, starred: bool, negated: bool, lone: bool = False) -> Term | None:
        folded = fold(raw)
        if not folded:
            return None
        return Term(folded, starred or raw.endswith("*"), self._negated(negated) if lone else negated)

    def _field(self, name: str) -> str | None:
        name = name.lower()
        return Field(name) if name in set(Field) else self.attributes.get(name.replace("-", "_"))

    def _no_value(self, name: str) -> None:
        self._odd(f"{name}: has no value right behind it, so it counts as a word (write {name}:value, without a blank)")

    def _unknown(self, name: str) -> None:
        self.unknown[name] = None
