"""Write the bundled gold, ``quotes/samples/gold.jsonl``, from the marked articles beside this file.

python -m tests.quality.write_samples

Answers of reports over it are kept too: python -m tests.store.report_stores writes those.
"""

import json

from quotes.samples import gold_path
from tests.quality.marked_articles import gold_articles


def content() -> str:
    """What the file must hold: one article a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in gold_articles())


if __name__ == "__main__":
    gold_path().write_text(content(), encoding="utf-8")
