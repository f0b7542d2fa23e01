"""What people say about families of quotations: that some belong together, or that one is to be left alone. Each is one
operation.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.plurals import counted
from quotes.store.decisions.operations import Operation, Receipt, operation
from quotes.store.query.identifiers import find_quote
from quotes.store.schema import FamilyTieRow, QuoteRow
from quotes.store.statuses import HIDDEN


def split_off(session: Session, given: Sequence[str], *, note: str | None = None) -> Receipt:
    """Takes the quotations *given* (ids or uids) out of their families for good: from now on the program links nothing
    to them.  Several make a family of their own.

    :raises NotFound: one of them doesn't exist.
    """
    ids = _shown(session, given)
    with operation(session, "variants split", note=note) as running:
        for each in ids:
            joined = (FamilyTieRow.quote_id == each) | (FamilyTieRow.other_id == each)
            running.delete(FamilyTieRow, joined & FamilyTieRow.other_id.is_not(None))
            if not _is_tied(session, each, None):
                running.insert(FamilyTieRow, quote=each, other=None)
        for each in ids[1:]:
            running.insert(FamilyTieRow, quote=each, other=ids[0])
        running.said = f"split {_named(session, ids)} off"
    return running.receipt


def join(session: Session, given: Sequence[str], *, note: str | None = None) -> Receipt:
    """Makes one family of those of the quotations *given* (ids or uids), for good.

    :raises NotFound: one of them doesn't exist.
    :raises UsageProblem: there is only one, or one is rejected or withdrawn.
    """
    ids = _shown(session, given)
    if len(ids) < 2:
        raise UsageProblem("name two quotations or more that are of one utterance")
    with operation(session, "variants join", note=note) as running:
        for each in ids[1:]:
            _join(running, each, ids[0])
        running.said = f"joined {_named(session, ids)}"
    return running.receipt


def _join(running: Operation, one: int, other: int) -> None:
    session = running.session
    families = [session.get_one(QuoteRow, each).family_id for each in (one, other)]
    if families[0] is not None and families[0] == families[1]:
        return
    if not _is_tied(session, one, other):
        running.insert(FamilyTieRow, quote=one, other=other)


def _shown(session: Session, given: Sequence[str]) -> list[int]:
    ids = list(dict.fromkeys(find_quote(session, each) for each in given))
    for each in ids:
        row = session.get_one(QuoteRow, each)
        if row.status in HIDDEN:
            raise UsageProblem(
                f"{row.uid} is {row.status}, so it has no family; quotes confirm {row.uid} brings it back"
            )
    return ids


def _is_tied(session: Session, quotation: int, other: int | None) -> bool:
    tied = FamilyTieRow.other_id.is_(None) if other is None else FamilyTieRow.other_id == other
    return session.scalar(select(FamilyTieRow.id).where(FamilyTieRow.quote_id == quotation, tied)) is not None


def _named(session: Session, ids: Sequence[int]) -> str:
    if len(ids) > 3:
        return counted(len(ids), "quotation")
    return " and ".join(session.get_one(QuoteRow, each).uid for each in ids)
