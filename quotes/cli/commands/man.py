"""``quotes man``."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Write manual pages, one for each command, made of the same texts as --help.

    \b
    quotes man ~/.local/share/man/man1
    man quotes-search

    The folder is made where there is none.
    """
    from quotes.cli.manual import pages
    from quotes.errors import QuotesError
    from quotes.output.whole_file import whole_file
    from quotes.plurals import counted

    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for count, (name, text) in enumerate(pages(), 1):  # noqa: B007
            with whole_file(folder / f"{name}.1") as stream:
                stream.write(text)
    except OSError as error:
        raise QuotesError(f"{folder} cannot be written ({error.strerror or error})") from error
    click.echo(f"{counted(count, 'page')} in {folder}")
