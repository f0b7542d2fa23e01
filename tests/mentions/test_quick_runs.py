"""The short way through most capitalised words, against the pattern without it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from quotes.english.names import PARTICLES
from quotes.mentions import capitalised_runs

_SHORT_WAY = "[a-z]+ (?= [ ,\\n] )"
_PIECES = st.sampled_from(
    (
        "Dana", "Okafor", "O", "’", "'s", "al", "-", "Amin", "de", " ", "  ", ",", ".", "\n", "&", "Ã", "±", "e\u0301",
        "\xad", "of", "the", "U.S.", "J.", "“", "”", "é", "X", "1", "\xa0", "Amazon.com", *sorted(PARTICLES)[:12],
    )
)  # fmt: skip


def plain() -> re.Pattern[str]:
    """The pattern of chains whose words all go the long way."""
    pattern = capitalised_runs._CHAIN.pattern
    assert _SHORT_WAY in pattern
    return re.compile(pattern.replace(_SHORT_WAY, "(?!)"), re.VERBOSE)


_PLAIN = plain()


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_chains_are_the_same(text: str) -> None:
    chains = [(found.span(), found.regs) for found in capitalised_runs._CHAIN.finditer(text)]
    assert chains == [(found.span(), found.regs) for found in _PLAIN.finditer(text)]
