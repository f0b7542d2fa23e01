"""Finds other names that stand with a person's full name: *William "Buddy" Marsh*, *Tom Hale, popularly known
as Tank*.
"""

import re
from collections.abc import Iterable, Sequence

from quotes.english import names
from quotes.english.names import given_gender
from quotes.model import ProperName

_INSIDE = re.compile(r"\s[\"“‘'(]([^\"”’'()]{1,34})[\"”’')](?=\s)")
_OTHER_NAME = re.compile(
    r"""
    ,? [ ] \(?
    (?: a\.?k\.?a\.? | nicknamed | alias | n[ée]e
      | (?: (?:better|also|best|popularly|fondly|commonly|widely|affectionately)[ ] )? known[ ] (?:simply[ ])? as )
    [ ] ["“‘']? (?:[Tt]he[ ])? (?P<name> [^\Wa-z_][\w-]* (?: [ ] [^\Wa-z_][\w-]* )? )
    """,
    re.VERBOSE,
)
"""Another name right behind a name: *Tom Hale, popularly known as Tank*; *Nina Morland (née Varga)*."""


_SELF = r"(?:him|her|them)self"
_GIVEN_BEHIND = re.compile(
    rf"""
    ,? [ ] who [ ]
    (?: goes[ ]by | went[ ]by | (?:is|was)[ ](?:only[ ])?known[ ](?:only[ ])?as | calls[ ]{_SELF} | called[ ]{_SELF}
      | (?:gives|gave|would[ ]give|would[ ]only[ ]give)[ ](?:his|her|their)[ ](?:first[ ])?name[ ](?:only[ ])?as
      | (?:identifies|identified|introduced)[ ]{_SELF}[ ](?:only[ ])?(?:as|by)
      | asked[ ]to[ ]be[ ](?:called|known[ ]as|identified[ ](?:only[ ])?as) )
    [ ] (?: (?:only[ ])? (?:by[ ])? the[ ](?:name|nickname|alias|moniker)[ ](?:of[ ])? )?
    (?P<mark> ["“‘'] )? (?P<name> (?:[Tt]he[ ])? [^\Wa-z_][\w-]* (?: [ ] [^\Wa-z_][\w-]* )? ) (?=[.,;:!?”’"'\n)]|[ ]|\Z)
    """,
    re.VERBOSE,
)
"""The name that somebody described goes by: *a docker who goes by the name “Tank”*."""


def name_given_behind(text: str, end: int) -> str | None:
    """Returns the name that a clause gives to the person whose description ends at *end*, or None if there is none."""
    if not text.startswith((" who ", ", who "), end):
        return None
    found = _GIVEN_BEHIND.match(text, end, end + 120)
    return found["name"] if found is not None else None


def other_names(text: str, spans: Iterable[ProperName], forms: Iterable[str]) -> dict[str, str]:
    """Returns a mapping from nicknames and maiden names inside full names or behind them, lower case, to the form with
    the full name.

    *forms* are the strings of the names *spans* of *text*.
    """
    others: dict[str, str] = {}
    for span, form in zip(spans, forms, strict=True):
        if span.kind == "person" and " " in form:
            other = _inside(form) or _behind(text, span.end)
            if other is not None:
                others.setdefault(other, form)
    return others


def joint_names(text: str, spans: Sequence[ProperName], forms: Sequence[str]) -> dict[str, str]:
    """Returns a mapping from given names to full names with the family name of the next person: in *Ida and Per Holm*,
    Ida is Ida Holm.

    The given name must come first in the article there, and be nobody's family name.
    """
    found: dict[str, str] = {}
    seen: set[str] = set()
    for i, (span, form) in enumerate(zip(spans, forms, strict=True)):
        if form in seen:
            continue
        seen.add(form)
        following = forms[i + 1] if i + 1 < len(forms) and spans[i + 1].kind == "person" else ""
        if " " in form or " " not in following or text[span.end : spans[i + 1].start] not in (" and ", " & "):
            continue
        parsed = names.parse(following)
        if given_gender(form) in ("m", "f") and given_gender(parsed.given.split(" ")[0]) in ("m", "f"):
            found[form] = f"{form} {parsed.family}"
    families = {names.parse(form).family for form in forms if " " in form}
    return {form: whole for form, whole in found.items() if form not in families}


def _inside(name: str) -> str | None:
    """Returns the nickname in marks or brackets inside *name*, lower case without article, or None."""
    found = _INSIDE.search(name)
    return found[1].lower().removeprefix("the ") if found else None


def _behind(text: str, end: int) -> str | None:
    """Returns the nickname or maiden name that stands behind the name that ends at *end*, lower case, or None."""
    if text[end : end + 1] not in (",", " "):
        return None
    found = _OTHER_NAME.match(text, end)
    return found["name"].lower() if found is not None else None
