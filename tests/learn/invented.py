"""An invented corpus in the files that the learners read: the bundled articles, each in one file, and generated ones.

Generated articles are of one pattern, with names that nobody has.
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quotes.annotation import annotate
from quotes.annotation.scope import Reach
from quotes.evaluate import load_gold
from quotes.learn.corpus import ANNOTATED, LABELLED, READ
from quotes.mentions.name_kinds import find_names
from quotes.model import Article
from quotes.samples import gold_path

GENERATED = 24
"""Generated articles, all of them in the training part; features must occur in three to be kept."""
OUTLETS = ("Courier", "Ledger", "Echo", "Messenger", "Herald", "Gazette")
_GIVEN = "Helena Peter Rosa Gareth Ada Samuel Mira Tobias Jun Elise".split()
_FAMILY = "Okafor Lindqvist Castellan Renner Moss Grant Adeyemi Vukovic Tsao Farouk".split()
_ROLES = "mayor engineer baker coach minister farmer".split()
_BODIES = ("Tarn Rail Authority", "Marland Water Board", "Dockers’ Union", "Helm Marine Ltd")
_SAID = (
    "We open the bridge in May.",
    "It was never safe to cross.",
    "Nobody asked us about the cost.",
    "We will read every line of it.",
)
_CLASSES = {"person": "PERSON", "organisation": "ORGANIZATION", "place": "LOCATION", "other": "MISC"}


def write_corpus(folder: Path) -> None:
    """Write every file that the learners read into *folder*: the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    gold = load_gold(gold_path())
    training = [*_generated(), *(_with_sources(record) for record in gold[::3])]
    labelled = [record for number, record in enumerate(gold) if number % 3]
    _write(folder / f"{ANNOTATED}.jsonl", training)
    with gzip.open(folder / f"{ANNOTATED}.tokens.jsonl.gz", "wt", encoding="utf-8") as out:
        for record in training:
            out.write(json.dumps({"id": record["id"], "sentences": _tokens(record["text"])}) + "\n")
    for number, name in enumerate(LABELLED):
        _write(folder / f"{name}.jsonl", labelled[number :: len(LABELLED)])
    for name in READ:
        _write(folder / f"{name}.jsonl", [{"id": "read by nobody", "outlet": "Courier", "text": "It rained.\n"}])


def _write(path: Path, records: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def _generated() -> Iterator[dict[str, Any]]:
    """Articles with two speakers each, whose sources are annotated: by name, by family name, by pronoun."""
    generator = random.Random(7)
    for number in range(GENERATED):
        first, second = (f"{generator.choice(_GIVEN)} {generator.choice(_FAMILY)}" for _ in range(2))
        role, body = generator.choice(_ROLES), generator.choice(_BODIES)
        text, segments = "", []
        for before, words, source, after in (
            (f"The {body} met on Monday. {first}, the {role}, was late.\n\n", 0, first, " told reporters."),
            (" ", 1, "", ""),
            ("\n\n", 2, first.split()[1], " added."),
            (f"\n\n{second} of the {body} disagreed. ", 3, second.split()[1], " said in a statement."),
        ):
            quoted = _SAID[(number + words) % len(_SAID)]
            text += f"{before}“"
            start = len(text)
            text += quoted[:-1] + "," if source else quoted
            segment: dict[str, Any] = {"start": start, "end": len(text), "status": "quote", "source": None, "cue": None}
            text += "” " if source else "”"
            if source:
                segment["source"] = [[len(text), len(text) + len(source)]]
            text += source + after
            segments.append(segment)
        yield {
            "id": f"generated-{number}",
            "outlet": OUTLETS[number % len(OUTLETS)],
            "text": text,
            "segments": segments,
        }


def _with_sources(record: dict[str, Any]) -> dict[str, Any]:
    """A bundled article as one with annotated sources: the last name of a speaker that stands near the words."""
    text = record["text"]
    segments = []
    for segment in record["segments"]:
        source = None
        if segment["status"] == "quote":
            name = segment["speaker"].split()[-1]
            line = text.rfind("\n", 0, segment["start"]) + 1
            end = text.find("\n", segment["end"])
            at = text.find(name, line, end)
            source = [[at, at + len(name)]] if at >= 0 and not segment["start"] <= at < segment["end"] else None
        segments.append({key: segment[key] for key in ("start", "end", "status")} | {"source": source, "cue": None})
    return {"id": f"annotated-{record['id']}", "outlet": record["outlet"], "text": text, "segments": segments}


def _tokens(text: str) -> list[list[list[object]]]:
    """The sentences of *text* as automatic tokens have them: form, tag, class of name, ends."""
    classes: dict[int, str] = {}
    for name in find_names(text):
        classes.update(dict.fromkeys(range(name.start, name.end), _CLASSES[name.kind]))
    document = annotate(Article(text=text), (), reach=Reach.EVERYTHING)
    return [
        [
            [word, tag, classes.get(start, "O"), start, end]
            for start, end, word, tag in zip(sentence.starts, sentence.ends, sentence.words, sentence.tags, strict=True)
        ]
        for sentence in document.sentences
    ]
