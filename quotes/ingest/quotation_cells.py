"""Converts the cells of a table of quotations to what their fields should be, or names the column that isn't."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.record_dates import date_of_record
from quotes.ingest.records import is_nobody
from quotes.ingest.tables import value_at
from quotes.model import SpeakerKind
from quotes.nearest import did_you_mean
from quotes.wording import storable

Chosen = TypeVar("Chosen", bound=StrEnum)
_UID = {"uid": "q", "parent": "q", "article_uid": "a", "speaker_uid": "s"}
_NOTHING = (None, "")
FIRST_YEAR = 1000
A_DAY = dt.timedelta(days=1)
"""Today is tomorrow already elsewhere."""
_MAY_SAY_NONE = ("speaker", "outlet", "byline", "url", "language")
LONGEST_SHOWN = 40
"""Characters of a bad value that a message repeats."""


class Cells:
    """The cells of a row by field, each converted to what it should be."""

    def __init__(self, cells: Mapping[str, Any], of: Mapping[str, str]) -> None:
        self._cells, self._of = cells, of
        self.is_ours = self.value("uid") is not None
        """Whether a store of ours exported it, so that names are to the letter what they are there."""

    def has(self, field: str) -> bool:
        """Tests whether the table has such a column."""
        return field in self._of

    def value(self, field: str) -> Any:
        """Returns the content of the cell, or None if it is empty or the table lacks the field."""
        value = value_at(self._cells, self._of[field]) if field in self._of else None
        return None if value in _NOTHING or value != value else value  # NaN: pandas has nothing else for nothing

    def text(self, field: str) -> str | None:
        """Returns the cell as text that a store can hold."""
        value = self.value(field)
        if value is None:
            return None
        if isinstance(value, list | Mapping):
            raise UnreadableSource(f"has no text in {self._of[field]}: {shown(value)}")
        return storable(str(int(value) if isinstance(value, float) and value.is_integer() else value))

    def name(self, field: str) -> str | None:
        """Returns the cell as text without blanks around it, several names of a list with commas between; None if it
        says in words that there is none.
        """
        value = self.value(field)
        if field == "byline" and isinstance(value, list):
            return ", ".join(map(str, value)) or None
        text = self.text(field)
        if text is None or (field in _MAY_SAY_NONE and not self.is_ours and is_nobody(text)):
            return None
        return text.strip() or None

    def whole(self, field: str) -> int | None:
        """Returns the cell as a whole number that isn't negative."""
        value = self.value(field)
        if value is None:
            return None
        try:
            number = int(value) if not isinstance(value, float) or value.is_integer() else -1
        except (ValueError, TypeError):
            number = -1
        if not 0 <= number < 2**31 or isinstance(value, bool):
            raise UnreadableSource(f"has no whole number in {self._of[field]}: {shown(value)}")
        return number

    def share(self, field: str) -> float | None:
        """Returns the cell as a number from 0 to 1."""
        value = self.value(field)
        try:
            number = None if value is None else float(value)
        except (ValueError, TypeError):
            number = -1.0
        if number is not None and not 0 <= number <= 1:
            raise UnreadableSource(f"has no number from 0 to 1 in {self._of[field]}: {shown(value)}")
        return number

    def day(self, field: str) -> dt.date | None:
        """Returns the cell as a day; in rows that are not our own it must lie between the year 1000 and today."""
        value, column = self.value(field), self._of.get(field)
        try:
            found = date_of_record(value, self.name("language"))
        except (UsageProblem, OverflowError) as error:
            raise UnreadableSource(f"has no day in {column}: {error}") from None
        if found.note:
            raise UnreadableSource(
                f"has a day in {column} that may be in either month: {value}; write it as 2025-10-09"
            )
        if found.day is None or self.is_ours:
            return found.day
        if found.day.year < FIRST_YEAR:
            raise UnreadableSource(f"has a day in {column} before the year {FIRST_YEAR}: {shown(str(value))}")
        if found.day > dt.datetime.now(dt.UTC).date() + A_DAY:
            raise UnreadableSource(f"has a day in {column} that is still to come: {shown(str(value))}")
        return found.day

    def choice(self, field: str, known: Sequence[str]) -> str | None:
        """Returns the cell as one of some codes; capitals and blanks around don't count."""
        text = self.name(field)
        if text is None:
            return None
        if text.lower() not in known:
            near = did_you_mean(text, known) or f"; there are {', '.join(known)}"
            raise UnreadableSource(f"has the {field.replace('_', ' ')} {shown(text)}, which there isn't{near}")
        return text.lower()

    def one_of(self, field: str, enumeration: type[Chosen]) -> Chosen | None:
        """Returns the cell as a member of an enumeration."""
        found = self.choice(field, [each.value for each in enumeration])
        return None if found is None else enumeration(found)

    def speaker_kind(self) -> SpeakerKind | None:
        """Returns the kind of the speaker; ``org`` is an organisation."""
        if (self.name("speaker_kind") or "").lower() == "org":
            return SpeakerKind.ORGANISATION
        return self.one_of("speaker_kind", SpeakerKind)

    def uid(self, field: str) -> str | None:
        """Returns the cell as a uid of ours."""
        text = self.name(field)
        if text is not None and not re.fullmatch(rf"{_UID[field]}[a-z0-9]{{1,63}}", text):
            raise UnreadableSource(
                f"has no uid of ours in {self._of[field]}: {shown(text)} (leave the column out with --map {field}=)"
            )
        return text


def shown(value: object) -> str:
    """Returns a bad value as a message repeats it: at most :data:`LONGEST_SHOWN` characters of it."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
