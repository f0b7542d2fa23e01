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


DOUBLE = re.compile("[\"\u201c\u201d]|''|``")


def in_double_marks(text: str, start: int, end: int) -> bool:
    """Whether the stretch stands inside double marks, the kind that the gold labels."""
    return bool(
        DOUBLE.search(text[max(0, start - 3) : start + 2]) and DOUBLE.search(text[max(start, end - 2) : end + 3])
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks and marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in "\"'`\u2018\u2019\u201c\u201d"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "\"'`\u2018\u2019\u201c\u201d"):
        end -= 1
    return start, end


def shares_word(a: str, b: str) -> bool:
    """Whether two phrases share a content word."""
    return bool(set(content(a)[0]) & set(content(b)[0]))


def slices(seg: Segment, text: str) -> Iterator[str]:
    """The named groups that a quote segment belongs to."""
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
    """Compare the *predictions* (quotations by article id) with the gold articles."""
    scores = Scores()
    n = scores.counts
    for doc in gold_docs:
        quotes = predictions.get(doc["id"])
        n["articles"] += 1
        if quotes is None:
            n["articles without prediction"] += 1
            quotes = []
        quotes = _within_segments(doc, quotes, scores)
        for seg in doc["segments"]:
            if seg.get("unsure"):
                n["left out as unsure"] += 1
                continue
            _score_segment(doc, seg, _answer(seg, quotes, scores), scores)
    return scores


def _within_segments(doc: Mapping[str, Any], quotes: Sequence[Prediction], scores: Scores) -> list[Prediction]:
    """The predictions that are not too long; credited ones that are, or that touch no segment, count as outside."""
    text, segments, n = doc["text"], doc["segments"], scores.counts
    kept: list[Prediction] = []
    for q in quotes:
        start, end = trimmed(text, max(0, q["start"]), min(len(text), q["end"]))
        inside = sum(max(0, min(end, s["end"]) - max(start, s["start"])) for s in segments)
        if inside and inside < 0.8 * (end - start):
            n["too long"] += 1
            n["outside"] += bool(q.get("speaker"))
        else:
            kept.append(q)
    for q in kept:
        touched = any(q["start"] < s["end"] and s["start"] < q["end"] for s in segments)
        if q.get("speaker") and not touched and in_double_marks(text, q["start"], q["end"]):
            n["outside"] += 1
    return kept


class _Answer(NamedTuple):
    """The prediction that covers most of a segment, empty where none does, and whether the segment is found."""

    best: Prediction
    found: bool

    def get(self, field: str) -> Any:
        """A field of the prediction where the segment is found; None elsewhere."""
        return self.best.get(field) if self.found else None

    def mention(self) -> tuple[int, int] | None:
        """The ends of the mention credited."""
        credited = self.get("speaker") and self.best.get("mention_start") is not None
        return (self.best["mention_start"], self.best["mention_end"]) if credited else None


def _answer(seg: Mapping[str, Any], quotes: Sequence[Prediction], scores: Scores) -> _Answer:
    """The answer of *quotes* for one segment; what else is credited for half of it or more counts as surplus."""
    overlaps = [
        (min(q["end"], seg["end"]) - max(q["start"], seg["start"]), -i, q)
        for i, q in enumerate(quotes)
        if q["start"] < seg["end"] and seg["start"] < q["end"]
    ]
    covered = {
        c for _, _, q in overlaps for c in range(max(q["start"], seg["start"]), min(q["end"], seg["end"]))
    }  # fmt: skip
    best = max(overlaps, key=lambda o: o[:2])[2] if overlaps else None
    length = seg["end"] - seg["start"]
    scores.counts["surplus"] += sum(
        bool(q.get("speaker")) and q is not best and o >= 0.5 * length for o, _, q in overlaps
    )
    return _Answer(best or {}, len(covered) >= 0.8 * length)


def _score_segment(doc: Mapping[str, Any], seg: Mapping[str, Any], answer: _Answer, scores: Scores) -> None:
    """Count what one segment's *answer* is worth."""
    n, text = scores.counts, doc["text"]
    pred, confidence = answer.get("speaker"), answer.get("confidence")
    n["credited"] += bool(pred)
    if seg["status"] != "quote":
        n["not quotes"] += 1
        n["false credit"] += bool(pred)
        if pred:
            scores.errors.append((doc["id"], seg, pred, "false credit"))
            if confidence is not None:
                scores.confident.append((confidence, False))
        return
    mention = answer.mention()
    full, loose = right(pred, mention, seg, text, True), right(pred, mention, seg, text, False)
    for c in (n, *(scores.slices[name] for name in slices(seg, text))):
        c["quotes"] += 1
        c["found"] += answer.found
        c["right"] += full
        c["loose"] += loose or full
    if answer.found:
        ends = answer.best["start"], answer.best["end"]
        n["exact"] += trimmed(text, *ends) == trimmed(text, seg["start"], seg["end"])
    if pred and confidence is not None:
        scores.confident.append((confidence, full))
    if "via" in seg:
        _score_circumstance(n, "via", answer.get("via"), seg["via"])
        _score_circumstance(n, "when", answer.get("said_on_phrase"), seg["when"])
    if not full:
        scores.errors.append((doc["id"], seg, pred, _fault(answer, loose=loose)))


def _score_circumstance(n: Counter[str], name: str, got: str | None, gold: str | None) -> None:
    """Count a medium or a time phrase: right where it shares a word with the gold's."""
    n[f"{name} gold"] += bool(gold)
    n[f"{name} said"] += bool(got)
    n[f"{name} right"] += bool(got and gold and shares_word(got, gold))


def _fault(answer: _Answer, *, loose: bool) -> str:
    """What is wrong with an answer that is not right in full."""
    if not answer.found:
        return "missed"
    if not answer.get("speaker"):
        return "no speaker"
    return "name not full" if loose else "wrong"


def f1(hits: int, said: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    p, r = hits / max(1, said), hits / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


def calibration_error(confident: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins; event: right, resolved."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for c, hit in confident:
        bins[min(9, int(c * 10))].append((c, hit))
    return sum(abs(sum(c for c, _ in b) - sum(h for _, h in b)) for b in bins.values()) / max(1, len(confident))


def figures(scores: Scores) -> dict[str, float | int]:
    """Every figure by name."""
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


def report(scores: Scores) -> str:
    """All figures and slices as lines of text."""
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
