"""What people or the program have decided about a quotation, and what became of an article that was added."""

from enum import StrEnum


class Status(StrEnum):
    """What people or the program have decided about a quotation."""

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    RECORDED = "recorded"
    IMPORTED = "imported"
    WITHDRAWN = "withdrawn"


HIDDEN = (Status.REJECTED, Status.WITHDRAWN)
"""Left out of search, lists, reports and export unless ``--status`` asks for them."""

JUDGED = (Status.CONFIRMED, Status.CORRECTED, Status.REJECTED)
"""A person has looked at what extraction found, and said whether it is right."""

DECIDED = (*JUDGED, Status.RECORDED, Status.IMPORTED)
"""A person, or another program, answers for such a quotation: extraction never changes it."""

TYPED = (Status.CORRECTED, Status.RECORDED)
"""A person has written what such a quotation says."""


class Outcome(StrEnum):
    """What became of an article that was to be stored."""

    NEW = "new"
    NEW_VERSION = "new version"
    ALREADY_STORED = "already stored"
