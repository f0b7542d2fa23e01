"""Provides groups of commands that offer the nearest one if a name isn't known."""

from typing import Any

import click

OTHER_WORDS = {
    "list": ("search", "speakers list", "outlets list", "articles list"),
    "ls": ("search", "speakers list", "outlets list", "articles list"),
    "find": ("search",),
    "grep": ("search --regex",),
    "query": ("search", "sql"),
    "load": ("add", "import"),
    "ingest": ("add",),
    "save": ("record",),
    "view": ("show",),
    "open": ("show",),
    "edit": ("correct",),
    "update": ("correct", "db upgrade"),
    "upgrade": ("db upgrade",),
    "migrate": ("db upgrade",),
    "backup": ("db backup",),
    "info": ("stats", "db path"),
    "status": ("stats",),
    "count": ("stats", "report"),
    "delete": ("reject", "articles rm", "speakers forget"),
    "remove": ("reject", "articles rm", "speakers forget"),
    "rm": ("articles rm", "reject"),
    "merge": ("speakers merge", "outlets merge"),
    "rename": ("speakers rename", "outlets rename"),
    "history": ("log",),
    "revert": ("undo",),
    "download": ("add", "export"),
    "csv": ("export",),
    "help": ("--help",),
}
"""What other programs call things, and the commands that do them here."""


class CommandGroup(click.Group):
    """A group that names the command that was probably meant when it refuses an unknown one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Returns the command that *args* begin with, or ends with a usage error."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(f"there is no command {name!r}{self._meant(ctx, name)}", ctx)
        return super().resolve_command(ctx, args)

    def _meant(self, ctx: click.Context, name: str) -> str:
        from quotes.nearest import did_you_mean, nearest

        top = ctx.parent is None
        meant = OTHER_WORDS.get(name.lower(), ()) if top else ()
        if not meant and top and (likest := nearest(name, OTHER_WORDS, least=0.8)):
            known = nearest(name, self.list_commands(ctx))
            meant = () if known else OTHER_WORDS[likest[0]]
        if meant:
            listed = [f"quotes {each}" for each in meant]
            return f"; did you mean {', '.join(listed[:-1])}{' or ' if listed[1:] else ''}{listed[-1]}?"
        return did_you_mean(name, self.list_commands(ctx))


class DefaultGroup(CommandGroup):
    """A group of which one command needs no name: it gets all arguments that begin with no command."""

    def __init__(self, *args: Any, default: click.Command, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the name of the default command before *args* that name none and don't ask for help."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [str(self._default.name), *args]
        return super().parse_args(ctx, args)
