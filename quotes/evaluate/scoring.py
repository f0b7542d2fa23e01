"""Scores of an extraction against gold articles; every figure is defined in ``quotes evaluate --help``'s terms.

The figures are those of the benchmark's own scorer, to the digit.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quotes.evaluate.matching import PRONOUNS, Segment, content, is_name, right, words

Prediction = Mapping[str, Any]


@dataclass(slots=True)
class Scores:
    """Counts over all articles, and by slice; the errors, and the confidence of each credited answer with whether it
    was right."""

    counts: Counter[str] = field(default_factory=Counter)
    slices: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[tuple[str, Segment, str | None, str]] = field(default_factory=list)
    confident: list[tuple[float, bool]] = field(default_factory=list)


COVERED = 0.8
"""The share of a segment that predictions must cover to have found it, and of a prediction that must lie inside
segments for it to answer."""
HALF = 0.5
"""The share of a segment from which on a further credited prediction is surplus."""
DOUBLE = re.compile("[\"\u201c\u201d]|''|``")


def in_double_marks(text: str, start: int, end: int) -> bool:
    """Tests whether the stretch stands inside double marks, the kind that the gold labels."""
    return bool(
        DOUBLE.search(text[max(0, start - 3) : start + 2]) and DOUBLE.search(text[max(start, end - 2) : end + 3])
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the stretch without blanks and marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in "\"'`\u2018\u2019\u201c\u201d"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "\"'`\u2018\u2019\u201c\u201d"):
        end -= 1
    return start, end


def shares_word(a: str, b: str) -> bool:
    """Tests whether two phrases share a content word."""
    return bool(set(content(a)[0]) & set(content(b)[0]))


def slices(seg: Segment, text: str) -> Iterator[str]:
    """Returns the named groups that a quote segment belongs to."""
    yield "type " + seg["type"]
    words_inside = len(text[seg["start"] : seg["end"]].split())
    yield "under five words" if words_inside < 5 else "five words or more"
    first = re.search(r"\w", text[seg["start"] : seg["end"]])
    if first and text[seg["start"] + first.start()].islower():
        yield "starts in lower case"
    if seg["source"]:
        name = " ".join(text[a:b] for a, b in seg["source"])
        yield "source " + (
            "pronoun"
            if name.lower() in PRONOUNS
            else "with a name"
            if re.search(r"(?<![.!?] )\b[A-Z]", name[1:]) or is_name(name)
            else "common noun"
        )
    if seg.get("cue"):
        cue = {w for a, b in seg["cue"] for w in words(text[a:b])}
        yield "cue say" if cue & {"say", "says", "said", "saying"} else "other cue"


def score(gold_docs: Iterable[Mapping[str, Any]], predictions: Mapping[str, Sequence[Prediction]]) -> Scores:
    """Compares the *predictions* (quotations by article id) with the gold articles."""
    scores = Scores()
    n = scores.counts
    for doc in gold_docs:
        n["articles"] += 1
        n["articles without prediction"] += doc["id"] not in predictions
        quotes = _answering(doc, predictions.get(doc["id"], ()), n)
        for seg in doc["segments"]:
            if seg.get("unsure"):
                n["left out as unsure"] += 1
                continue
            answer = _answer(seg, quotes)
            n["credited"] += bool(answer.speaker)
            n["surplus"] += answer.surplus
            if seg["status"] == "quote":
                _judge_quote(scores, doc, seg, answer)
            else:
                _judge_other(scores, doc, seg, answer)
    return scores


def _answering(doc: Mapping[str, Any], quotes: Iterable[Prediction], n: Counter[str]) -> list[Prediction]:
    """Returns the *quotes* that may answer for a segment; counts those that are too long, and credited ones outside."""
    text, segments = doc["text"], doc["segments"]
    kept: list[Prediction] = []
    for q in quotes:
        start, end = trimmed(text, max(0, q["start"]), min(len(text), q["end"]))
        inside = sum(max(0, min(end, s["end"]) - max(start, s["start"])) for s in segments)
        if inside and inside < COVERED * (end - start):
            n["too long"] += 1
            n["outside"] += bool(q.get("speaker"))
        else:
            kept.append(q)
    for q in kept:
        touched = any(q["start"] < s["end"] and s["start"] < q["end"] for s in segments)
        n["outside"] += bool(q.get("speaker")) and not touched and in_double_marks(text, q["start"], q["end"])
    return kept


class _Answer(NamedTuple):
    """The predicted quotations that answer for one gold segment."""

    quote: Prediction
    """The one that covers most of it; empty where there is none, or too little is covered."""
    surplus: int
    """Further credited ones that cover half of it or more; those that stand inside another one are none."""

    @property
    def speaker(self) -> str | None:
        speaker: str | None = self.quote.get("speaker")
        return speaker

    @property
    def mention(self) -> tuple[int, int] | None:
        if not self.speaker or self.quote.get("mention_start") is None:
            return None
        return self.quote["mention_start"], self.quote["mention_end"]


def _answer(seg: Segment, quotes: Sequence[Prediction]) -> _Answer:
    overlaps = [
        (min(q["end"], seg["end"]) - max(q["start"], seg["start"]), -i, q)
        for i, q in enumerate(quotes)
        if q["start"] < seg["end"] and seg["start"] < q["end"]
    ]
    if not overlaps:
        return _Answer({}, 0)
    best = max(overlaps, key=lambda o: o[:2])[2]
    length = seg["end"] - seg["start"]
    covered: set[int] = set()
    for _, _, q in overlaps:
        covered.update(range(max(q["start"], seg["start"]), min(q["end"], seg["end"])))
    surplus = sum(
        bool(q.get("speaker")) and q is not best and q.get("parent") is None and overlap >= HALF * length
        for overlap, _, q in overlaps
    )
    return _Answer(best if len(covered) >= COVERED * length else {}, surplus)


def _judge_other(scores: Scores, doc: Mapping[str, Any], seg: Segment, answer: _Answer) -> None:
    """Judges a title, a scare quote or a term, for which nobody is to be credited."""
    scores.counts["not quotes"] += 1
    if not answer.speaker:
        return
    scores.counts["false credit"] += 1
    scores.errors.append((doc["id"], seg, answer.speaker, "false credit"))
    if answer.quote.get("confidence") is not None:
        scores.confident.append((answer.quote["confidence"], False))


def _judge_quote(scores: Scores, doc: Mapping[str, Any], seg: Segment, answer: _Answer) -> None:
    """Judges somebody's words: whether they were found, and whether the speaker is right."""
    n, text, quote = scores.counts, doc["text"], answer.quote
    found = bool(quote)
    full, loose = (right(answer.speaker, answer.mention, seg, text, each) for each in (True, False))
    for c in (n, *(scores.slices[name] for name in slices(seg, text))):
        c["quotes"] += 1
        c["found"] += found
        c["right"] += full
        c["loose"] += loose or full
    if found:
        n["exact"] += trimmed(text, quote["start"], quote["end"]) == trimmed(text, seg["start"], seg["end"])
        if answer.speaker and quote.get("confidence") is not None:
            scores.confident.append((quote["confidence"], full))
    if "via" in seg:
        _compare(n, "via", quote.get("via"), seg["via"])
        _compare(n, "when", quote.get("said_on_phrase"), seg["when"])
    if not full:
        kind = "missed" if not found else "no speaker" if not answer.speaker else "name not full" if loose else "wrong"
        scores.errors.append((doc["id"], seg, answer.speaker, kind))


def _compare(n: Counter[str], name: str, got: str | None, wanted: str | None) -> None:
    """Counts a medium or time phrase that was found, that is labelled, and whether they share a content word."""
    n[f"{name} gold"] += bool(wanted)
    n[f"{name} said"] += bool(got)
    n[f"{name} right"] += bool(got and wanted and shares_word(got, wanted))


def f1(hits: int, said: int, wanted: int) -> tuple[float, float, float]:
    """Returns precision, recall and F1."""
    p, r = hits / max(1, said), hits / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


def calibration_error(confident: Sequence[tuple[float, bool]]) -> float:
    """Returns the expected calibration error over ten equal bins; the event is: right, resolved."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for c, hit in confident:
        bins[min(9, int(c * 10))].append((c, hit))
    return sum(abs(sum(c for c, _ in b) - sum(h for _, h in b)) for b in bins.values()) / max(1, len(confident))


def figures(scores: Scores) -> dict[str, float | int]:
    """Returns every figure by name."""
    n, confident = scores.counts, scores.confident
    strict = f1(n["right"], n["credited"] + n["outside"] + n["surplus"], n["quotes"])
    loose = f1(n["loose"], n["credited"] + n["outside"] + n["surplus"], n["quotes"])
    out: dict[str, float | int] = {
        "articles": n["articles"],
        "articles without prediction": n["articles without prediction"],
        "quote segments": n["quotes"],
        "detection recall": n["found"] / max(1, n["quotes"]),
        "exact ends": n["exact"] / max(1, n["found"]),
        "who precision": strict[0],
        "who recall": strict[1],
        "who F1": strict[2],
        "who precision, loose": loose[0],
        "who recall, loose": loose[1],
        "who F1, loose": loose[2],
        "false credit": n["false credit"] / max(1, n["not quotes"]),
        "outside": n["outside"],
        "too long": n["too long"],
        "surplus": n["surplus"],
        "left out as unsure": n["left out as unsure"],
    }
    for name in ("via", "when"):
        if n[name + " gold"]:
            out[name + " F1"] = f1(n[name + " right"], n[name + " said"], n[name + " gold"])[2]
    if confident:
        sure = [hit for c, hit in confident if c >= 0.9]
        out["calibration error"] = calibration_error(confident)
        out["share at confidence 0.9"] = len(sure) / len(confident)
        out["precision at confidence 0.9"] = sum(sure) / max(1, len(sure))
    return out


HEADLINES = ("articles", "quote segments", "detection recall", "who F1", "who F1, loose", "false credit")


def headlines(scores: Scores) -> str:
    """Returns the figures that matter most, as lines of text."""
    shown = figures(scores)
    lines = [
        f"{name:18} {shown[name]:.3f}" if isinstance(shown[name], float) else f"{name:18} {shown[name]}"
        for name in HEADLINES
    ]
    return "\n".join(lines) + "\n"


def error_text(error: tuple[str, Segment, str | None, str], text: str) -> str:
    """Returns an error of :class:`Scores` with what stands around it in the article's *text*."""
    name, segment, predicted, kind = error
    around = text[max(0, segment["start"] - 120) : segment["end"] + 120].replace("\n", " ¶ ")
    return f"\n[{kind}] {name}: gold {segment.get('speaker')!r}, got {predicted!r}\n   …{around}…"


def report(scores: Scores) -> str:
    """Returns all figures and slices as lines of text."""
    lines = [
        f"{name:28} {value:.4f}" if isinstance(value, float) else f"{name:28} {value}"
        for name, value in figures(scores).items()
    ]
    for name, c in sorted(scores.slices.items()):
        lines.append(
            f"  {name:22} quotes {c['quotes']:4}  found {c['found'] / c['quotes']:.3f}  "
            f"right {c['right'] / c['quotes']:.3f}  loose {c['loose'] / c['quotes']:.3f}"
        )
    kinds = Counter(error[3] for error in scores.errors)
    lines.append("errors: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    return "\n".join(lines) + "\n"
