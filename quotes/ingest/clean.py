"""Replaces what a store cannot hold, one character for one."""

import re

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def clean_for_store(text: str) -> tuple[str, int]:
    """Returns *text* with NUL and lone surrogates replaced by U+FFFD, and how many there were; no offset changes."""
    return _UNSTORABLE.subn("\N{REPLACEMENT CHARACTER}", text)
