"""Finds a role right behind a full name, without a comma: *Al Birk wine buyer at Corka said*.

The words of such a role look like mentions of their own.
"""

from collections.abc import Sequence

from quotes.english.nouns import is_role
from quotes.model import Mention, MentionKind

_LONGEST_ROLE = 4
"""Most nouns of a role behind a name without a comma."""


def role_behind(letters: Sequence[str], lows: Sequence[str], last: int) -> bool:
    """Tests whether a role begins at word *last*, which stands right behind a full name.

    *letters* tell the nouns (``n``, ``i``) and adjectives (``j``, ``o``) of the sentence, *lows* are its words.
    """
    if letters[last] not in "nijo":
        return False
    end = last + 1
    while end - last < _LONGEST_ROLE and letters[end] in "nij":
        end += 1
    return lows[end] == "at" and letters[end - 1] in "ni" and is_role(lows[end - 1])


def with_roles_behind(mentions: list[Mention]) -> list[Mention]:
    """Returns the *mentions* of a sentence; a role that begins right behind a name becomes part of that name's
    phrase.
    """
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
