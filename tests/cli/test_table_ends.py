"""A listing for the eye ends after a few screens and says so; programs get everything."""

import pytest

from quotes.cli.options.output import TABLE_ROWS
from tests.cli.calls import Call

NUMBERS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {last}) SELECT n FROM c"
SAID = f"the first {TABLE_ROWS} shown; -n N shows more, --csv all"
HEADING = 2


@pytest.mark.parametrize(
    ("last", "options", "lines", "said"),
    [
        (TABLE_ROWS + 1, "", TABLE_ROWS + HEADING, SAID),
        (TABLE_ROWS, "", TABLE_ROWS + HEADING, ""),
        (TABLE_ROWS + 50, "-f text", TABLE_ROWS + HEADING, SAID),
        (TABLE_ROWS + 50, f"-n {TABLE_ROWS + 49}", TABLE_ROWS + 49 + HEADING, ""),
        (TABLE_ROWS + 50, "-n 3", 3 + HEADING, ""),
        (TABLE_ROWS + 50, "--csv", TABLE_ROWS + 51, ""),
        (TABLE_ROWS + 50, "--md", TABLE_ROWS + 52, ""),
        (TABLE_ROWS + 50, "--jsonl", TABLE_ROWS + 50, ""),
    ],
    ids=["one too many", "just all", "as text", "more are asked for", "fewer are asked for", "csv", "md", "jsonl"],
)
def test_a_table_ends(call: Call, last: int, options: str, lines: int, said: str) -> None:
    assert call("record 'We open.' --speaker 'Dana Okafor' --outlet Courier").status == 0
    result = call(f"sql '{NUMBERS.format(last=last)}' {options}")
    assert result.status == 0
    assert len(result.out.splitlines()) == lines
    assert result.err.strip() == said
