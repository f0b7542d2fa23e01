"""What was erased stands in the way of no decision that it did not change."""

import csv
import io
from pathlib import Path

from tests.cli.calls import Call


def test_a_decision_is_undone_though_a_later_one_was_erased(call: Call, store_url: str, tmp_path: Path) -> None:
    """A merge touches a confirmed quotation, and can't be undone once an article of another one is erased."""
    for number in (1, 2):
        text = f"“We open bridge {number} in spring,” said Ann Lee.\n\n“It is safe,” said Jo Smith on day {number}."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    added = f"add {tmp_path / '1.txt'} {tmp_path / '2.txt'}"
    for line in (added, "confirm 1", "speakers merge 'Ann Lee' 'Jo Smith' -y", "articles rm 2 -y"):
        assert call(f"{line} --db {store_url}").status == 0, line
    decisions = csv.DictReader(io.StringIO(call(f"log -f csv --db {store_url}").out))
    merge = next(each["operation"] for each in decisions if each["action"] == "speaker merge")
    assert "its values were erased" in call(f"undo {merge} --db {store_url}").err
    assert call(f"search --status confirmed --count --db {store_url}").out == "1\n"
    found = call(f"undo --db {store_url}")
    assert found.status == 0, found.err
    assert call(f"search --status confirmed --count --db {store_url}").out == "0\n"
    assert call(f"undo --db {store_url}").out == "there is nothing to undo\n"
    assert call(f"db check --db {store_url}").status == 0
