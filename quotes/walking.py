"""Goes through a text match by match, where each match decides how far it is read, and always comes to an end."""

import re
from collections.abc import Callable, Iterator


def onward(place: int, reached: int) -> int:
    """Returns *reached*, or the place after *place* if that is farther on."""
    return reached if reached > place else place + 1


class Walk:
    """The matches that *find*, a pattern's ``search`` or ``match``, gives in *text*, one behind another.

    The first that it doesn't find ends it.  Who reads them may set :attr:`reached` before taking the next; whatever
    that is, and whatever matches (nothing at all, too), the place looked at grows by one at least, so that there are
    at most as many matches as places in the text.
    """

    __slots__ = ("_find", "_text", "reached")

    def __init__(self, find: Callable[[str, int], re.Match[str] | None], text: str) -> None:
        self._find, self._text = find, text
        self.reached = 0
        """Where to look next: where the match ends."""

    def __iter__(self) -> Iterator[re.Match[str]]:
        find, text, size, place = self._find, self._text, len(self._text), 0
        while place <= size and (found := find(text, place)) is not None:
            self.reached = found.end()
            yield found
            place = onward(place, self.reached)
