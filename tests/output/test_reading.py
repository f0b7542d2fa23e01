"""Quotations for the eye: who said it, with whom, for whom, by whose account, and whether it was said at all."""

from typing import Any

import pytest

from quotes.output.reading import block


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ({"speaker": "Ann Lee", "modality": "said"}, "Ann Lee"),
        ({"speaker": "Ann Lee"}, "Ann Lee"),
        ({"speaker": "Paul Werner", "modality": "denied"}, "denied: Paul Werner"),
        ({"speaker": "Ann Lee", "modality": "not-yet-said"}, "not yet said: Ann Lee"),
        (
            {"speaker": "Ann Lee", "modality": "not-yet-said", "said_on_phrase": "on Friday"},
            "not yet said: Ann Lee, “on Friday”",
        ),
        ({"speaker": "Ann Lee", "modality": "said", "said_on_phrase": "on Friday"}, "Ann Lee, said “on Friday”"),
        ({"speaker": None, "modality": "asked"}, "asked: nobody credited"),
        ({"speaker": "Ann Lee", "also_by": "Bob Ray"}, "Ann Lee, Bob Ray"),
        ({"speaker": "Ann Lee", "also_by": "Bob Ray (the minister); Smith\\; Sons"}, "Ann Lee, Bob Ray (the minister), Smith; Sons"),
        ({"speaker": "John Smith", "speaker_note": "the striker"}, "John Smith (the striker)"),
        ({"speaker": "Ann Lee", "reported_by": "Fiona Hart", "via": "AFP"}, "Ann Lee, reported by Fiona Hart, via AFP"),
        ({"speaker": "Rita Moss", "spoken_for": "Quay Bank"}, "Rita Moss, for Quay Bank"),
        (
            {"speaker": "Ann Lee", "also_by": "Bob Ray", "modality": "disputed", "reported_by": "A; B"},
            "disputed: Ann Lee, Bob Ray, reported by A, B",
        ),
    ],
)  # fmt: skip
def test_who_is_said(row: dict[str, Any], who: str) -> None:
    assert block({"words": "We open.", **row}) == f"  “We open.”\n    — {who}"


def test_each_name_is_styled_as_a_speaker() -> None:
    styled = block(
        {"words": "We open.", "speaker": "Ann Lee", "also_by": "Bob Ray", "modality": "denied"},
        styled=lambda text, style: f"<{style} {text}>" if style == "speaker" else text,
    )
    assert styled.endswith("— denied: <speaker Ann Lee>, <speaker Bob Ray>")
