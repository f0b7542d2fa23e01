"""Provides the sources that ``add`` and ``extract`` read, and how they and ``spark`` read them."""

from functools import wraps
from pathlib import Path
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.cli.rejects import rejects_to
from quotes.errors import UsageProblem


def source_options(command: Command) -> Command:
    """Adds ``SOURCE…``, ``--map``, ``--raw``, ``--language``, ``--reject-file`` and how URLs are fetched.

    The command gets ``sources``, at least one; ``reading``, how they are to be read; and ``rejects``, which takes what
    fails.
    """

    @click.argument("sources", nargs=-1, metavar="SOURCE…")
    @reading_options
    @click.option("--offline", is_flag=True, help="Fetch nothing: a URL is refused.")
    @click.option("--ignore-robots", is_flag=True, help="Fetch pages that robots.txt closes to programs.")
    @click.option("--allow-private", is_flag=True, help="Reach URLs on this machine and in private networks.")
    @click.option(
        "--reject-file",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write records that failed to it, a line each, to be read again.",
    )
    @wraps(command)
    def with_sources(
        *args: Any,
        sources: tuple[str, ...],
        mapping: dict[str, str],
        raw: bool,
        language: str | None,
        offline: bool,
        ignore_robots: bool,
        allow_private: bool,
        reject_file: Path | None,
        **kwargs: Any,
    ) -> Any:
        from quotes.ingest import Reading
        from quotes.ingest.visits import Manners, Visits

        if not sources:
            raise UsageProblem("say what to read: a file, a folder, a URL, or - for standard input")
        manners = Manners(offline=offline, ignore_robots=ignore_robots, allow_private=allow_private)
        reading = Reading(mapping, raw=raw, language=language, visits=Visits(manners))
        with rejects_to(reject_file, sources) as rejects:
            return command(*args, sources=sources, reading=reading, rejects=rejects, **kwargs)

    return with_sources


def reading_options(command: Command) -> Command:
    """Adds ``--map``, ``--raw`` and ``--language``; the command gets ``mapping`` from field to key, ``raw`` and
    ``language``, a code or None.
    """

    @click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="FIELD=KEY",
        help="Another key in records: text=body, outlet=source.name; repeat it for more.",
    )
    @click.option("--raw", is_flag=True, help="Keep text letter for letter: nothing cleaned of HTML, nothing joined.")
    @click.option("--language", metavar="CODE", help="The language of all that is read (en, fr …), whatever it says.")
    @wraps(command)
    def with_reading(*args: Any, mapping: tuple[str, ...], language: str | None, **kwargs: Any) -> Any:
        return command(*args, mapping=mapping_of(mapping), language=_code(language), **kwargs)

    return with_reading


def mapping_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """Returns what ``--map`` gives, from field to key.

    :raises UsageProblem: a pair is not written as FIELD=KEY.
    """
    from quotes.ingest.records import NAMES

    found: dict[str, str] = {}
    for pair in pairs:
        field, equals, key = pair.partition("=")
        if not equals or not key or field not in NAMES:
            raise UsageProblem(f"--map {pair}: write FIELD=KEY, FIELD one of {', '.join(NAMES)}")
        found[field] = key
    return found


def _code(language: str | None) -> str | None:
    """Returns the code of *language* in small letters, without a region; None for None.

    :raises UsageProblem: it is no code of a language.
    """
    if language is None:
        return None
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        raise UsageProblem(f"--language {language}: write its code of two or three letters, as en or fr")
    return code
