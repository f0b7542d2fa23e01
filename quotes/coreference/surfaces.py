"""Makes the form of a name by which the entities of an article are looked up."""

from functools import lru_cache

from quotes.english import names


@lru_cache(names.REMEMBERED)
def surface(words: str) -> str:
    """Returns the form of a name by which entities are looked up: blanks evened, apostrophes straight, no possessive
    ending.

    What a first word says of the bearer is left out: *Oscar-nominated Okafor*.
    """
    form = " ".join(words.replace("’", "'").split())
    first, _, rest = form.partition(" ")
    if rest[:1].isupper() and first.endswith(_SAID_OF):
        form = rest
    return form[:-2] if form.endswith("'s") else form


_SAID_OF = ("-nominated", "-winning", "-born", "-based", "-listed", "-trained", "-educated", "-raised", "-backed")
"""How adjectives end that say of somebody what was won, or where somebody is from."""
