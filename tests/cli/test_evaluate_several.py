"""``quotes evaluate`` of several gold files."""

import json
from pathlib import Path

from quotes.evaluate import load_gold
from quotes.samples import gold_path
from tests.cli.calls import Call


def test_the_command_compares_files(call: Call, tmp_path: Path) -> None:
    articles = load_gold(gold_path())
    paths = []
    for number, part in enumerate((articles[::2], articles[1::2])):
        path = tmp_path / f"part{number}.jsonl"
        path.write_text("".join(json.dumps(each) + "\n" for each in part), encoding="utf-8")
        paths.append(str(path))
    shown = call(f"evaluate {' '.join(paths)}")
    assert shown.status == 0
    assert [line.split()[0] for line in shown.out.splitlines()][:4] == ["set", "part0", "part1", "all"]
    told = json.loads(call(f"evaluate --json {' '.join(paths)}").out)
    assert told["all"]["quote segments"] == sum(told[name]["quote segments"] for name in ("part0", "part1"))
    refused = call(f"evaluate --errors 3 {' '.join(paths)}")
    assert refused.status == 2
    assert "one gold file" in refused.err
    assert call(f"evaluate {paths[0]} {paths[0]}").status == 2
