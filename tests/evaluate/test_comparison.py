"""Several gold files side by side: sums are those of all articles together, and the worst outlet is told."""

import pytest

from quotes.evaluate import compared, comparison, figures, score


def article(name: str, outlet: str, right: int, wrong: int) -> tuple[dict[str, object], list[dict[str, object]]]:
    """An article of quotations that all are Dana Okafor's, and predictions of which *wrong* name somebody else."""
    text, segments, found = "", [], []
    for number in range(right + wrong):
        start = len(text) + 1
        text += f"“Words number {number}.” "
        end = len(text) - 2
        segment = {"start": start, "end": end, "status": "quote", "speaker": "Dana Okafor", "type": "person"}
        segments.append(segment | {"also": [], "source": None})
        speaker = "Dana Okafor" if number < right else "Arlo Penn"
        found.append({"start": start, "end": end, "speaker": speaker, "confidence": 0.95})
    return {"id": name, "outlet": outlet, "text": text, "segments": segments}, found


def test_a_line_for_each_for_all_and_for_the_worst() -> None:
    courier, of_courier = article("a", "Courier", 30, 10)
    gazette, of_gazette = article("b", "Gazette", 28, 0)
    small, of_small = article("c", "Leaflet", 0, 5)
    files = {"one": [courier, small], "two": [gazette]}
    predictions = {"one": {"a": of_courier, "c": of_small}, "two": {"b": of_gazette}}
    lines = compared(files, predictions)
    assert [line.name for line in lines] == ["one", "two", "all", "worst: Courier"]
    everything = score([courier, small, gazette], predictions["one"] | predictions["two"])
    assert figures(lines[2].scores) == figures(everything)
    assert figures(lines[3].scores)["who F1"] == pytest.approx(0.75)
    table = comparison(lines).splitlines()
    assert [row.split()[0] for row in table] == ["set", "one", "two", "all", "worst:"]
    assert max(map(len, table)) <= 100


def test_no_outlet_is_called_worst_on_a_few_quotations() -> None:
    small, of_small = article("c", "Leaflet", 0, 5)
    assert [line.name for line in compared({"one": [small]}, {"one": {"c": of_small}})] == ["one"]
