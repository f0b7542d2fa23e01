"""Checks what a draft quotes against the store: the verdicts, and the rows that show them."""

from quotes.checking.checker import Checked, Checker, Claim, Match, Verdict, check_claim, claims_of, is_listed
from quotes.checking.rows import ROW_COLUMNS, remarks, row_of

__all__ = [
    "ROW_COLUMNS",
    "Checked",
    "Checker",
    "Claim",
    "Match",
    "Verdict",
    "check_claim",
    "claims_of",
    "is_listed",
    "remarks",
    "row_of",
]
