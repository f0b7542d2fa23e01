"""Completes commands in the shell, with Click's machinery: the script that a shell reads, and the answers to its
questions.
"""

import os

import click
from click.shell_completion import ShellComplete, get_completion_class, shell_complete

ASKED = "_QUOTES_COMPLETE"
"""The variable in which a shell says what it wants to know."""


def script(shell: str) -> str:
    """Returns what *shell* (bash, zsh, fish) reads to complete ``quotes``."""
    from quotes.cli.app import quotes

    kind = get_completion_class(shell)
    assert kind is not None
    source = ShellComplete.source(kind(quotes, {}, "quotes", ASKED))  # Click's own would start a bash to learn its age
    return source.replace('string split "," $', 'string split --max 1 "," $')  # values may have commas (direct,partial)


def answer(group: click.Group) -> int | None:
    """Answers what a shell asks and returns the exit status, or None if no shell asks."""
    instruction = os.environ.get(ASKED)
    if not instruction:
        return None
    return shell_complete(group, {}, "quotes", ASKED, instruction)
