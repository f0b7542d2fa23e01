"""Makes the page of ``quotes review``: one quotation, its keys, and at the end what a sample measured."""

from collections.abc import Iterator

from quotes.name_lists import noted
from quotes.output.lines import Marks, Styler, list_of, wrapped
from quotes.output.passage import marked_passage
from quotes.output.reading import marked_modality
from quotes.output.rows import Row

KEYS = {
    "y": "right: confirm words and speaker",
    "e": "edit the words (they must stand in the article)",
    "s": "another speaker (- for nobody)",
    "r": "reject: no quotation to keep",
    "k": "skip, decide later",
    "n": "note: a remark that goes into the log with the next decision",
    "u": "undo the last decision of this review",
    "?": "this help",
    "q": "quit; what was decided is stored",
}
LEGEND = "[y]es  [e]dit words  [s]peaker  [r]eject  s[k]ip  [n]ote  [u]ndo  [?]  [q]uit"


def key_lines() -> Iterator[str]:
    """Yields a line for each key that says what it does."""
    for key, what in KEYS.items():
        yield f"  {key}  {what}"


def review_page(shown: Row, place: str, *, width: int, styled: Styler, colours: bool) -> str:
    """Returns the page of a quotation to decide about (fields as in :mod:`quotes.output.passage`); *place* says how far
    the review is.
    """
    row = shown["row"]
    sure = f"{round(row['confidence'] * 100)} %" if row["confidence"] is not None else None
    status = row["status"] if row["status"] != "extracted" else None
    head = [place, row["uid"], sure, row["reason"], status, row["outlet"], row["published_on"], row["title"]]
    who = (
        noted(row["speaker"], row["speaker_note"])
        if row["speaker"]
        else f"nobody credited ({shown['uncredited_because']})"
    )
    mark = Marks(styled)
    facts = [f"— {marked_modality(row)}{mark(who, 'speaker')}"]
    facts += [f"via {row['via']}"] if row["via"] else []
    facts += [f"said {row['said_on']}"] if row["said_on"] else []
    facts += [f"{role.replace('_', ' ')} {name}" for role, name in shown["parties"]]
    said = ", ".join((facts[0], *map(mark.clean, facts[1:])))
    return "\n".join(
        (
            "\n" + styled(list_of((str(each) for each in head if each), " · ", width=width), "dim"),
            marked_passage(shown, width=width, styled=styled, colours=colours),
            mark.coded(wrapped(said, width=width, first="  ", indent="    ")),
            *([wrapped(f"({shown['remark']})", width=width, first="  ", indent="    ")] if shown["remark"] else []),
        )
    )


def precision_line(measured: Row) -> str:
    """Returns the last line of a sample, from a row of ``right, judged, left, share, low, high``."""
    if measured["share"] is None:
        return "precision: nothing of the sample is judged yet"
    left = f"; {measured['left']} of the sample not judged" if measured["left"] else ""
    return (
        f"precision {measured['share']:.1%} ({measured['right']} of {measured['judged']} right), "
        f"95 % interval {measured['low']:.1%} to {measured['high']:.1%}{left}"
    )
