"""Shows a checked draft for the eye: each quotation, the verdict, what differs, and where the words stand.

A row has the fields that ``quotes.checking.row_of`` gives.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.output.lines import Marks, Styler, list_of, wrapped
from quotes.output.rows import Row

VERDICTS = {
    "exact": "exact", "altered": "ALTERED", "speaker": "OTHER SPEAKER", "date-or-outlet": "OTHER DATE OR OUTLET",
    "unknown": "unknown",
}  # fmt: skip
"""How each verdict is shown; capitals ask for a look."""
SIGNS = {"dropped": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}
"""What marks words that were left out and words that the store doesn't have."""
STYLES = {"dropped": "dropped", "added": "added"}
LEGEND = "([-stored words that the draft lacks-], {+words of the draft that the store lacks+})"
PASSAGE = 300
"""Characters of a passage that are shown."""


def checked_block(row: Row, number: int, *, width: int, styled: Styler) -> str:
    """Returns the lines of one checked quotation, without a line end."""
    mark = Marks(styled)
    verdict = VERDICTS[row["verdict"]] + (", meaning changed" if row["alters_meaning"] else "")
    head = [mark(verdict, "speaker")]
    head += [f"line {row['line']}"] if row["line"] else []
    head += [f"{round(row['sure'] * 100)} % sure"] if row["sure"] is not None else []
    first = f"{number}. "
    lines = [list_of(head, " · ", width=width, first=first, indent=" " * len(first))]
    lines.append(wrapped(f"“{marked_words(row, mark)}”", width=width, first="   ", indent="    "))
    if row["speaker"]:
        lines.append(wrapped(mark.clean(row["speaker"]), width=width, first="     — ", indent="       "))
    lines += [wrapped(mark.clean(each), width=width, first="   * ", indent="     ") for each in row["remarks"]]
    lines += _places(row, mark, width)
    return mark.coded("\n".join(lines))


def marked_words(row: Row, mark: Marks) -> str:
    """Returns the words of the draft on one line, with those dropped put in, each difference between :data:`SIGNS`."""
    if not row["matches"]:
        return mark.clean(_line(row["words"]))
    parts = []
    for piece in row["matches"][0]["marked"]:
        before, after = SIGNS[piece["part"]]
        text = _line(f"{before}{piece['text']}{after}")
        parts.append(mark(text, STYLES[piece["part"]]) if piece["part"] in STYLES else mark.clean(text))
    return "".join(parts).strip()


def _line(text: str) -> str:
    return text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")


def _places(row: Row, mark: Marks, width: int) -> list[str]:
    """Returns the lines that say where the words stand: the first place with its passage, then the others."""
    lines = []
    for place, match in enumerate(row["matches"]):
        facts = [match["outlet"], match["published_on"], match["speaker"], match["url"], match["uid"]]
        shown = [mark.clean(str(each)) for each in facts if each]
        lines.append(
            mark(list_of(shown, " · ", width=width, first="   = " if place == 0 else "     ", indent=" " * 7), "dim")
        )
        if place == 0 and match["passage"]:
            passage = " ".join(match["passage"].split())
            passage = passage if len(passage) <= PASSAGE else f"{passage[:PASSAGE].rpartition(' ')[0]} …"
            lines.append(wrapped(mark.clean(passage), width=width, first="     | ", indent="     | "))
    return lines


def summary(verdicts: Iterable[str]) -> str:
    """Returns how often each verdict was given: *11 quotations: 6 exact, 2 altered …*."""
    counts = Counter(verdicts)
    total = sum(counts.values())
    told = ", ".join(f"{counts[name]} {words(name)}" for name in VERDICTS if counts[name])
    return f"{total} {'quotation' if total == 1 else 'quotations'}: {told}"


def words(verdict: str) -> str:
    """Returns *verdict* in small letters, as it stands in a sentence."""
    return VERDICTS[verdict].lower()


def has_differences(rows: Sequence[Row]) -> bool:
    """Tests whether any of *rows* shows signs that :data:`LEGEND` explains."""
    return any(piece["part"] != "same" for row in rows for match in row["matches"][:1] for piece in match["marked"])
