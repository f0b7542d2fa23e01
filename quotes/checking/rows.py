"""Makes rows of checked claims: for JSON with everything, for tables with what the first match says."""

from typing import Any

from quotes.checking.checker import Checked, Match, Verdict
from quotes.comparison import Change, differences, pieces
from quotes.plurals import counted

ROW_COLUMNS = (
    "words", "speaker", "verdict", "alters_meaning", "sure", "remarks", "stored_words", "stored_speaker", "outlet",
    "published_on", "url", "uid", "line", "start", "end",
)  # fmt: skip
"""The columns of a table of checked claims, in order; remarks are joined by ``; ``."""
_MATCH_COLUMNS = (
    "uid", "speaker", "outlet", "published_on", "said_on", "said_on_end", "via", "title", "url", "article_uid",
    "modality", "status", "confidence",
)  # fmt: skip


def row_of(checked: Checked, draft: str | None = None) -> dict[str, Any]:
    """Returns *checked* as a row; *draft* is the text in which the claim's offsets stand, if its line is to be told.

    It has the columns of :data:`ROW_COLUMNS`; ``remarks`` is a list here, and ``matches`` has every match.
    """
    claim = checked.claim
    first = checked.matches[0] if checked.matches else None
    row = first.appearance.row if first is not None else {}
    return {
        "words": claim.words,
        "speaker": claim.speaker,
        "verdict": checked.verdict.value,
        "alters_meaning": checked.alters_meaning,
        "sure": None if checked.sure is None else round(checked.sure, 4),
        "remarks": remarks(checked),
        "stored_words": first.words if first is not None else None,
        "stored_speaker": row.get("speaker"),
        "outlet": row.get("outlet"),
        "published_on": row.get("published_on"),
        "url": row.get("url"),
        "uid": row.get("uid"),
        "line": None if claim.start is None or draft is None else draft.count("\n", 0, claim.start) + 1,
        "start": claim.start,
        "end": claim.end,
        "matches": [_match(claim.words, match) for match in checked.matches],
    }


def _match(words: str, match: Match) -> dict[str, Any]:
    row, comparison, passage = match.appearance.row, match.comparison, match.appearance.passage
    return {
        "words": match.words,
        **{name: row[name] for name in _MATCH_COLUMNS},
        "passage": passage.text or None,
        "same_speaker": match.same_speaker,
        "same_place": match.same_place,
        "joins": match.joins,
        "closeness": round(comparison.closeness, 4),
        "changes": [_change(words, match.words, change) for change in comparison.changes],
        "marked": [{"part": piece.part.value, "text": piece.text} for piece in pieces(comparison, words, match.words)],
    }


def _change(given: str, stored: str, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "given": change.given.of(given),
        "stored": change.stored.of(stored),
        "given_start": change.given.start,
        "given_end": change.given.end,
        "stored_start": change.stored.start,
        "stored_end": change.stored.end,
        "editing": change.editing.value if change.editing is not None else None,
        "touches": [meaning.value for meaning in change.touches],
        "alters_meaning": change.alters_meaning,
    }


def remarks(checked: Checked) -> list[str]:
    """Returns what is to be said of *checked* in short sentences: each difference of the first match, in what the claim
    and the store disagree, what of the claim's outlet and day the store cannot tell, and how others printed the words
    with another meaning.
    """
    if not checked.matches:
        return []
    first = checked.matches[0]
    said = ["joins what was said apart"] if first.joins else []
    said += differences(first.comparison, checked.claim.words, first.words)
    row = first.appearance.row
    if first.same_speaker is False:
        said.append(f"the store credits {row['speaker']}")
    if checked.verdict is Verdict.DATE_OR_OUTLET or not first.same_place:
        said.append(_other_place(first))
    if checked.unknown_outlet is not None:
        said.append(f"the store knows no outlet called {checked.unknown_outlet}")
    if checked.claim.said_on is not None and not (row["said_on"] or row["published_on"]):
        said.append("the store has no day for it")
    if row["modality"] != "said":
        said.append(f"the store has it as {row['modality']}")
    said += [
        f"printed otherwise elsewhere: {', '.join(each.differences)} ({counted(each.outlets, 'outlet')})"
        for each in checked.otherwise
    ]
    return said


def _other_place(match: Match) -> str:
    row = match.appearance.row
    day = f"said {row['said_on']}" if row["said_on"] else f"published {row['published_on']}"
    via = f", via {row['via']}" if row["via"] else ""
    return f"the store has it in {row['outlet'] or 'an article without outlet'}, {day}{via}"
