"""Fixtures of other rooms that these tests take."""

from tests.cli.conftest import call

__all__ = ["call"]
