"""``quotes completion``."""

import click

from quotes.cli.options import One

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=One("shell", SHELLS))
def command(shell: str) -> None:
    """Print a script by which a shell completes commands, options and their values.

    \b
    quotes completion bash > ~/.local/share/bash-completion/completions/quotes
    quotes completion zsh > ~/.zfunc/_quotes
    quotes completion fish > ~/.config/fish/completions/quotes.fish

    The folder must be there; zsh wants fpath+=~/.zfunc before compinit in ~/.zshrc.  For one session alone:
    eval "$(quotes completion bash)".
    """
    from quotes.cli.completion import script

    click.echo(script(shell))
