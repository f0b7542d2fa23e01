"""What a store cannot hold, made harmless one character for one."""

import re

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def clean_for_store(text: str) -> tuple[str, int]:
    """*text* with NUL and lone surrogates as U+FFFD, and how many there were; no offset changes."""
    return _UNSTORABLE.subn("\N{REPLACEMENT CHARACTER}", text)
