"""Defines what a decorator of options takes and gives."""

from collections.abc import Callable
from typing import Any

Command = Callable[..., Any]
"""A function that carries out a command; decorators add options, and turn them into what it takes."""
