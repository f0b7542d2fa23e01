"""Says which HTTP status goes with which error."""

from quotes.errors import DatabaseBusy, NotFound, QuotesError, UsageProblem
from quotes.store.database.timeouts import TookTooLong
from quotes.web.changed import Changed

STATUSES: tuple[tuple[type[QuotesError], int], ...] = (
    (NotFound, 404),
    (Changed, 409),
    (UsageProblem, 400),
    (DatabaseBusy, 503),
    (TookTooLong, 503),
)
"""The HTTP status of an error, the first class that fits; of others it is 500."""
REFUSALS = (NotFound, Changed, UsageProblem)
"""Errors of a form, which is shown again with what was typed."""


def status_of(error: QuotesError) -> int:
    """Returns the HTTP status that goes with *error*."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
