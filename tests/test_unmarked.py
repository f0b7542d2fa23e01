"""Quotation marks that enclose the whole of somebody's words are no part of them."""

import pytest

from quotes.wording import unmarked


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        pytest.param("“We open,”", "We open,", id="curly"),
        pytest.param(' "We open." ', "We open.", id="straight, blanks around"),
        pytest.param("‘We’re open’", "We’re open", id="single, with an apostrophe"),
        pytest.param("'We're open'", "We're open", id="single and straight"),
        pytest.param("„Wir öffnen“", "Wir öffnen", id="low"),
        pytest.param("« On ouvre »", "On ouvre", id="angles"),
        pytest.param("»Wir öffnen«", "Wir öffnen", id="angles to the inside"),
        pytest.param("「開く」", "開く", id="corners"),
        pytest.param("”Vi öppnar”", "Vi öppnar", id="the same at both ends"),
        pytest.param("“‘We open’”", "‘We open’", id="one pair of two"),
        pytest.param("“”", "", id="nothing inside"),
        pytest.param("“We open,” he said, “in May”", "“We open,” he said, “in May”", id="two quotations"),
        pytest.param('"a" and "b"', '"a" and "b"', id="two quotations, straight"),
        pytest.param("“We” open", "“We” open", id="a part"),
        pytest.param("We “open”", "We “open”", id="a part at the end"),
        pytest.param("“We open", "“We open", id="never closed"),
        pytest.param('"', '"', id="a mark alone"),
        pytest.param("", "", id="empty"),
        pytest.param(" We open ", "We open", id="none"),
    ],
)
def test_unmarked(words: str, bare: str) -> None:
    assert unmarked(words) == bare
