"""Provides the command line: ``quotes COMMAND …``. Importing it needs only Click."""

from quotes.cli.app import COMMANDS, main, quotes, run

__all__ = ["COMMANDS", "main", "quotes", "run"]
