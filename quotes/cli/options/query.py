"""Reads words to search for, of which some begin with a minus."""

import re
from collections.abc import Sequence

import click

_NEGATED = "\ue000"
_WORD = re.compile(r"-(?!-)(?![A-Za-z]\d+\Z).{2,}", re.DOTALL)
"""A minus and a word (``-war``, ``-2w``, ``-"a phrase"``), unlike ``-n``, ``-n5`` and ``--speaker``."""


class QueryCommand(click.Command):
    """A command whose words may begin with a minus: ``-war`` is a word that must not occur, and no options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hides the minus of such words from the parser; values of options keep theirs (``--since -2w``)."""
        takes = {name for p in self.params if isinstance(p, click.Option) and not p.is_flag for name in p.opts}
        hidden = [
            _NEGATED + arg[1:] if _WORD.match(arg) and before not in takes else arg
            for before, arg in zip(["", *args], args, strict=False)
        ]
        return super().parse_args(ctx, hidden)


_COMMENT = re.compile(r"--(?![\w-]+=)(?=.*\s)", re.DOTALL)
"""The beginning of SQL that begins with a comment (``-- newest first``), unlike ``--csv`` and ``--db="my file"``."""


class SqlCommand(click.Command):
    """A command whose SQL may begin with a comment."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts a blank before SQL that begins with a comment, so that the parser doesn't take it for an option."""
        return super().parse_args(ctx, [f" {arg}" if _COMMENT.match(arg) else arg for arg in args])


def query_text(words: Sequence[str]) -> str:
    """Returns the query that the words of a :class:`QueryCommand` make."""
    return " ".join(words).replace(_NEGATED, "-")
