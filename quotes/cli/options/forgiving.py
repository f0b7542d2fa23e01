"""Accepts what people type for choices and shares: capitals, several with commas, per cent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Several(click.ParamType[str]):
    """A type of values: one of some values, or several with commas between (``Direct, partial``), given on in small
    letters.
    """

    name = "choice"

    def __init__(self, what: str, known: Sequence[str]) -> None:
        self.what, self.known = what, tuple(known)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Returns the values with commas between, or ends with a usage error that names the nearest."""
        given = [each.strip().lower() for each in str(value).split(",") if each.strip()]
        strange = next((each for each in given if each not in self.known), None)
        if strange is not None or not given:
            from quotes.nearest import did_you_mean

            hint = did_you_mean(strange or "", self.known)
            self.fail(
                f"there is no {self.what} {strange or value!r}{hint}; there are {', '.join(self.known)}", param, ctx
            )
        return ",".join(dict.fromkeys(given))

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> "list[CompletionItem]":
        """Returns the values that begin so; of several the last one counts."""
        from click.shell_completion import CompletionItem

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(before + comma + each) for each in self.known if each.startswith(last.lower())]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Returns how the help page writes the values."""
        return f"[{'|'.join(self.known)}],…"


class One(Several):
    """A type of values: one of some values, in capitals or not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Returns the value, or ends with a usage error that names the nearest."""
        found = super().convert(value, param, ctx)
        if "," in found:
            self.fail(f"one {self.what} alone is possible, not {found}", param, ctx)
        return found

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Returns how the help page writes the values."""
        return f"[{'|'.join(self.known)}]"


class Share(click.ParamType[float]):
    """A type of values: a share such as 0.9 or 90%."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Returns the share from 0 to 1, or ends with a usage error."""
        from quotes.store.query.values import shares

        given = str(value).strip()
        found = None if ".." in given else shares(given)
        if found is None:
            cure = f"; for {given} per cent write {given}%" if given.isdecimal() and 1 < len(given) < 4 else ""
            self.fail(f"{given!r} is no share from 0 to 1 (0.9) or per cent (90%){cure}", param, ctx)
        return found[0]
