"""Says in lines for the eye what a merge, an erasure or a new extraction would change or has changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from shlex import quote

from quotes.languages import ENGLISH, NAMES
from quotes.output.rows import Row
from quotes.plurals import counted

KINDS_OF_CHANGE = ("same", "changed", "added", "withdrawn", "decided")
"""What a new extraction counts."""
_FEW = 5
"""Names that a line lists."""
_SHORT = 60
"""Characters of a quotation's words in a line about it."""


def speaker_merge_lines(plan: Row) -> Iterator[str]:
    """Yields lines that say what a merge of speakers moves, and its warnings: *plan* is a row of ``gone, into,
    quotations, articles, credits, attributes, names, warnings``.
    """
    moves = (
        f"{counted(plan['quotations'], 'quotation')} in {counted(plan['articles'], 'article')}",
        counted(plan["credits"], "further credit") if plan["credits"] else "",
        counted(plan["attributes"], "attribute") if plan["attributes"] else "",
        f"names kept: {'; '.join(plan['names'])}",
    )
    yield f"{plan['gone']} into {plan['into']}: {', '.join(filter(None, moves))}"
    for warning in plan["warnings"]:
        yield f"  note: {warning}"


def outlet_merge_line(plan: Row) -> str:
    """Returns a line that says what a merge of outlets moves: *plan* is a row of ``gone, into, articles,
    quotations``.
    """
    moves = f"{counted(plan['articles'], 'article')}, {counted(plan['quotations'], 'quotation')}"
    return f"{plan['gone']} into {plan['into']}: {moves}"


def language_lines(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yields lines that say which articles got a language, and how those are read again that are not in English:
    *told* has uid and code of each.
    """
    codes: Counter[str] = Counter()
    others: list[str] = []
    for article, code in told:
        codes[code] += 1
        others += [article] if code != ENGLISH else []
    if not codes:
        return
    named = ", ".join(f"{count:,} {NAMES.get(code, code)}" for code, count in codes.most_common())
    yield f"{counted(codes.total(), 'article')} got a language, that of the text: {named}"
    if others:
        asked = f"articles reextract {' '.join(others)}" if len(others) <= _FEW else "articles reextract"
        yield (
            f"{counted(len(others), 'article')} of them {'is' if len(others) == 1 else 'are'} not in English and may "
            f"have been read as if {'it' if len(others) == 1 else 'they'} were: quotes {asked} reads again, and leaves "
            "alone what people decided"
        )


def erasure_lines(plan: Row) -> Iterator[str]:
    """Yields lines that say what an erasure takes away: *plan* is a row of ``what, quotations, decided, decisions,
    kept``.
    """
    decided = f", {plan['decided']} of them decided by people" if plan["decided"] else ""
    entries = "log entry" if plan["decisions"] == 1 else "log entries"
    logged = f", {plan['decisions']} {entries}" if plan["decisions"] else ""
    yield f"{plan['what']}: {counted(plan['quotations'], 'quotation')}{decided}{logged}"
    if plan["kept"]:
        yield f"  note: {plan['kept']}"


def selection_line(number: int, statuses: Mapping[str, int], speakers: list[str]) -> str:
    """Returns a line that says what filters found: how many quotations, in which statuses, of whom."""
    counts = ", ".join(f"{count} {status}" for status, count in statuses.items())
    several = f", {counted(len(speakers), 'speaker')}: {', '.join(speakers[:5])}{' …' if speakers[5:] else ''}"
    return f"{counted(number, 'quotation')} ({counts}){several if speakers else ''}"


def extraction_change_line(change: Row) -> str:
    """Returns a line for one change of a new extraction: a row of ``quotation, change, before, after, words``."""
    words = " ".join(change["words"].split())
    short = f"{words[:_SHORT]}…" if len(words) > _SHORT else words
    before, after = change["before"], change["after"]
    if change["change"] in ("added", "withdrawn", "back"):
        return f"{change['quotation']}  {change['change']:<9} “{short}” — {after or before or 'nobody'}"
    return f"{change['quotation']}  {change['change']}: {before or 'none'} → {after or 'none'}  “{short}”"


def extraction_totals(
    articles: int, totals: Mapping[str, int], operation: int, *, read: int, failed: int = 0, dry_run: bool
) -> str:
    """Returns the last line of a new extraction, with *totals* by :data:`KINDS_OF_CHANGE`; *operation* is 0 if there
    was none.

    *articles* is how many there were, *read* how many were come to, *failed* how many could not be read again.
    """
    counts = (
        f"{totals['same']} the same, {totals['changed']} changed, {totals['added']} added, "
        f"{totals['withdrawn']} withdrawn, {totals['decided']} left as people decided them"
    )
    if failed:
        counts += f", {counted(failed, 'article')} failed"
    undo = ""
    if operation and any(totals[name] for name in ("changed", "added", "withdrawn")):
        undo = " (dry run: nothing was changed)" if dry_run else f" (quotes undo {operation} takes it back)"
    some = f"{read:,} of " if read < articles else ""
    return f"{some}{counted(articles, 'article')}: {counts}{undo}"


def refolding_lines(done: Row) -> Iterator[str]:
    """Yields lines that say what folding a store again did and what is left to a person: *done* is a row of ``words,
    keys, outlets, speakers``.
    """
    folded = (
        counted(done["words"], "quotation") if done["words"] else "",
        f"{counted(done['keys'], 'key')} of names" if done["keys"] else "",
    )
    if any(folded):
        yield f"letters like ł, ø and æ folded as people type them: {', '.join(filter(None, folded))}"
    for name, other in done["outlets"]:
        yield (f"the outlets {name} and {other} have one name now: quotes outlets merge {quote(name)} {quote(other)}")
    if done["speakers"]:
        names = f"{', '.join(done['speakers'][:_FEW])}{' …' if done['speakers'][_FEW:] else ''}"
        yield f"names that two speakers have now: {names}; quotes speakers suggest lists them"
