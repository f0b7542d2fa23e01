"""Which quotations are one act of speech: a point a row."""

import pytest

from quotes.attribution.utterances import utterances
from tests.attribution.laid_out import decided


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("“We open,” Dana Okafor said, “in May.”", [1, 1], id="split by its report"),
        pytest.param("“We open,” said Dana Okafor. “It is safe.”", [1, 1], id="the next sentence of the paragraph"),
        pytest.param(
            "“We open,” Dana Okafor said. “It is safe.”",
            [1, 1],
            id="the next sentence, the verb behind the name",
        ),
        pytest.param("“We open,” said Dana Okafor. “It is safe.” “It is dry.”", [1, 1, 1], id="three on end"),
        pytest.param("“We open.\n\n“It is safe,” Dana Okafor said.", [1, 1], id="re-opened without a close"),
        pytest.param("“We open.\n\n“It is safe.\n\n“It is dry,” Dana Okafor said.", [1, 1, 1], id="re-opened twice"),
        pytest.param("“We open,” Dana Okafor said.\n\n“It is safe.”", [1, 2], id="closed, and another paragraph"),
        pytest.param("“We open,” Dana Okafor said. “It is safe,” she added.", [1, 2], id="reported a second time"),
        pytest.param("“We open,” Dana Okafor said. “No,” said Sam Grant.", [1, 2], id="another speaker"),
        pytest.param("Okafor called it “a mess” and said he was “tired”.", [1, 1], id="two fragments of a sentence"),
        pytest.param("“We open,” Dana Okafor said, but Grant replied, “No.”", [1, 2], id="two speakers in a sentence"),
        pytest.param("The “dry dock” is shut. The “wet dock” is open.", [1, 2], id="nobody's words never go on"),
        pytest.param("“He told me, ‘never,’ and left,” Okafor said.", [1, 2], id="words inside stand alone"),
        pytest.param(
            "“He said ‘never,’” said Okafor. “He left.”",
            [1, 2, 1],
            id="over words inside",
        ),
        pytest.param("It rained.", [], id="no quotation"),
    ],
)
def test_which_are_one(text: str, numbers: list[int]) -> None:
    analysed, choices = decided(text)
    by_span = {choice.slot.quoted: choice for choice in choices}
    assert utterances(analysed.layout, analysed.fresh_resolver(), by_span) == numbers
