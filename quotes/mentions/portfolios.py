"""A role that runs over *and*: *minister of roads and harbours Tom Asante*, *tax and pensions adviser Gil Marr*.

The parts of such a role look like mentions of their own.
"""

from collections.abc import Sequence

from quotes.english.nouns import NounClass, is_role, speaker_class
from quotes.model import Mention, MentionKind

_JOINED = frozenset(("and", "&", ","))
_OF = frozenset(("of", "for"))
MOST_PARTS = 4
"""Most parts of a portfolio that are looked at."""


def with_portfolios(text: str, lows: Sequence[str], mentions: list[Mention]) -> list[Mention]:
    """The *mentions* of a sentence of *text*, the roles of people in one with their names; *lows* are its words."""
    if "and" not in lows and "&" not in lows:
        return mentions
    found: list[Mention] = []
    for mention in mentions:
        if mention.kind is MentionKind.PERSON and mention.first and lows[mention.first - 1] in ("and", "&"):
            before = text[mention.full_start : mention.start].split()
            if before and before[-1].islower():
                begin = _begin(lows, found, mention, titled=is_role(before[-1]))
                if begin is not None:
                    mention = _from(text, found[begin], mention)
                    del found[begin:]
        found.append(mention)
    return found


_LONGEST_ROLE = 4
"""Most nouns of a role behind a name without a comma."""


def role_behind(letters: Sequence[str], lows: Sequence[str], last: int) -> bool:
    """Whether a role begins at word *last*, right behind a full name: *Al Birk wine buyer at Corka*, without a comma.

    *letters* tell the nouns (``n``, ``i``) and adjectives (``j``, ``o``) of the sentence *lows*.
    """
    if letters[last] not in "nijo":
        return False
    end = last + 1
    while end - last < _LONGEST_ROLE and letters[end] in "nij":
        end += 1
    return lows[end] == "at" and letters[end - 1] in "ni" and is_role(lows[end - 1])


def with_roles_behind(mentions: list[Mention]) -> list[Mention]:
    """The *mentions* of a sentence, a role that begins right behind a name taken into that name's phrase."""
    found: list[Mention] = []
    holder: Mention | None = None
    """The name whose phrase goes on."""
    for mention in mentions:
        if holder is not None and mention.end <= holder.full_end:
            holder = found[-1] = holder._replace(last=max(holder.last, mention.last))
            continue
        before = found[-1] if found else None
        follows = before is not None and before.kind is MentionKind.PERSON and mention.first == before.last
        if before is not None and follows and mention.end <= before.full_end:
            holder = found[-1] = before._replace(last=mention.last)
            continue
        holder = None
        found.append(mention)
    return found


def _begin(lows: Sequence[str], found: Sequence[Mention], mention: Mention, *, titled: bool) -> int | None:
    """Which of the mentions *found* before *mention* begins its role; None where none does.

    *titled* says whether a noun for people stands right before the name: then the parts before it are things.
    """
    reached = mention.first
    for i in range(len(found) - 1, max(-1, len(found) - 1 - MOST_PARTS), -1):
        part = found[i]
        if part.kind is not MentionKind.NOUN or part.last >= reached:
            return None
        between = lows[part.last : reached]
        if not titled and len(between) == 1 and between[0] in _OF and is_role(part.head):
            return i
        if not _JOINED.issuperset(between) or speaker_class(part.head) is not NounClass.THING:
            return None
        if titled and lows[part.first - 1 : part.first] != [","]:
            return i if part.last - part.first == 1 else None
        reached = part.first
    return None


def _from(text: str, first: Mention, mention: Mention) -> Mention:
    """*mention* with a role that begins where *first* does."""
    _, _, words = mention.role.partition(text[mention.full_start : mention.start].strip())
    role = text[first.full_start : mention.start].strip()
    return mention._replace(full_start=first.full_start, first=first.first, role=role + words)
