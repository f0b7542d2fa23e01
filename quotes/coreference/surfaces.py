"""The string by which the entities of an article are found."""

from functools import lru_cache

from quotes.english import names


@lru_cache(names.REMEMBERED)
def surface(words: str) -> str:
    """Returns a name's string as the entities are found by: blanks evened, apostrophes straight, no possessive.

    What a first word says of the bearer is left out: *Oscar-nominated Okafor*.
    """
    form = " ".join(words.replace("’", "'").split())
    first, _, rest = form.partition(" ")
    if rest[:1].isupper() and first.endswith(_SAID_OF):
        form = rest
    return form[:-2] if form.endswith("'s") else form


_SAID_OF = ("-nominated", "-winning", "-born", "-based", "-listed", "-trained", "-educated", "-raised", "-backed")
"""How adjectives end that say of somebody what was won, or where somebody is from."""
