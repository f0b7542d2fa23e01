"""The yardstick for speed: a plain NLTK pass over the same articles, and a fair way to compare with it."""

import gc
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from nltk.tokenize import NLTKWordTokenizer

from quotes.annotation.punkt import punkt
from quotes.annotation.tagger import perceptron

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SAMPLE = """Mayor Dana Okafor said on Tuesday that the bridge would open in May. "We have waited long enough," she told reporters.

The bridge, which was closed in 2019 after an inspection by the Harbour Authority, has cost $3.5 million so far. It was built in 1931.

"Nobody should doubt it," said Sam Grant, an engineer at Tyne College. “We owe that to the town.”

Residents, who have used a ferry since then, were less sure. Some of them wrote to the council in March, and others didn't bother.

The council will decide in November whether lorries may cross the bridge again. Its engineers have measured the piers for two years and found that one of them has moved by less than a hair's breadth, which the law allows.

"""
"""Read where the development sets aren't there; with as many quotations for its length as these have."""


def articles(at_most: int | None = None) -> list[str]:
    """Texts of both development sets, else the sample, repeated; *at_most* of each set, evenly spread."""
    texts: list[str] = []
    for name in ("polnear-dev", "web-dev"):
        path = BENCH / f"{name}.jsonl"
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            step = 1 if at_most is None else max(1, len(lines) // at_most)
            texts.extend(json.loads(line)["text"] for line in lines[::step])
    return texts or [SAMPLE * 8] * 12


def plain_pass(texts: Sequence[str]) -> int:
    """Every sentence of every text through NLTK: Punkt, word tokenizer, tagger.  Returns how many tokens."""
    sentences, words, tagger = punkt(), NLTKWordTokenizer(), perceptron()
    return sum(len(tagger.tag(words.tokenize(sentence))) for text in texts for sentence in sentences.tokenize(text))


def ratio(work: Callable[[], object], reference: Callable[[], object], rounds: int = 3) -> float:
    """CPU time of *work* over that of *reference*: the least of each over interleaved rounds, both warm."""
    work()
    reference()
    times: dict[Callable[[], object], list[float]] = {work: [], reference: []}
    for _ in range(rounds):
        for run in (work, reference):
            gc.collect()
            begin = time.process_time()
            run()
            times[run].append(time.process_time() - begin)
    return min(times[work]) / min(times[reference])


def once(work: Callable[[], object], reference: Callable[[], object]) -> float:
    """CPU time of *work* over that of *reference*, one run of each, for what isn't the same the second time."""
    times = []
    for run in (work, reference):
        gc.collect()
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return times[0] / times[1]
