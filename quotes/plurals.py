"""A number with its noun, for messages and the log."""


def counted(number: int, noun: str) -> str:
    """``1 quotation``, ``7,000 quotations``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
