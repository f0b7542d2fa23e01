"""``quotes serve``."""

import os
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import Number, database_options, opened
from quotes.errors import NotFound, UsageProblem

TOKEN = "QUOTES_TOKEN"
"""The variable that may hold the token."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option("--port", type=Number(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name that readers call it by; repeat it.")
@click.option("--write", "writes", is_flag=True, help="Store decisions and articles; else it only reads.")
@click.option("--user", metavar="NAME", help="Who decides.  [default: QUOTES_WHO, else the login name]")
@click.option(
    "--token-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"A file with the token that readers have to show; or {TOKEN}.",
)
@click.option("--user-header", metavar="NAME", help="The header in which a proxy says who is reading.")
@click.option(
    "--trusted-proxy", "proxies", multiple=True, metavar="ADDRESS", help="Believe that header from there; repeat it."
)
@database_options
def command(
    database: dict[str, Any],
    host: str,
    port: int,
    names: tuple[str, ...],
    writes: bool,
    user: str | None,
    token_file: Path | None,
    user_header: str | None,
    proxies: tuple[str, ...],
) -> None:
    """Search, read and review in a browser.

    \b
    quotes serve
    quotes serve --write
    quotes serve --host 0.0.0.0 --name quotes.example.org --token-file token.txt
    quotes serve --write --user-header X-Remote-User --trusted-proxy 127.0.0.1

    It listens to this machine alone unless --host says otherwise, and then asks readers for a token, or believes a
    proxy who they are.  Ctrl-C or SIGTERM ends it, after the requests that it is answering.
    """
    from quotes.extras import library

    for module in ("flask", "waitress"):
        library(module, extra="web", what="quotes serve")
    from quotes.store.decisions.signature import signature, signing_name
    from quotes.web.app import create_app
    from quotes.web.serving import Server, ended_by_signals
    from quotes.web.settings import Settings, network

    settings = Settings(
        host=host,
        port=port,
        writes=writes,
        user=signing_name(user or "", "--user") or signature(),
        token=_token(token_file),
        user_header=user_header,
        trusted_proxies=tuple(map(network, proxies)),
        names=frozenset(name.lower() for name in names),
    )
    with opened(database, create=writes, read_only=not writes) as store:
        server = Server(create_app(store, settings), host, port)
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"{store.place} at http://{shown}:{server.port}/ {'' if writes else '(read only) '}– Ctrl-C ends it")
        with ended_by_signals(server.end):
            server.run()
    click.echo("ended")


def _token(file: Path | None) -> str | None:
    """Returns the token of *file*, else of the variable, or None if there is neither.

    :raises NotFound: there is no such file.
    :raises UsageProblem: the file is empty or cannot be read.
    """
    if file is None:
        return os.environ.get(TOKEN, "").strip() or None
    try:
        token = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}; openssl rand -hex 16 > {file} makes a token") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{file} cannot be read ({error})") from None
    if not token:
        raise UsageProblem(f"{file} is empty; openssl rand -hex 16 > {file} makes a token")
    return token
