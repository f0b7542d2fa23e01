"""Writes a number with its noun, for messages and the log."""


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun: ``1 quotation``, ``7,000 quotations``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
