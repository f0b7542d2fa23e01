"""Finds the reports: those that the program brings along, and a newsroom's own ``.sql`` files beside them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_config_path

from quotes.errors import NotFound, UsageProblem
from quotes.nearest import did_you_mean
from quotes.reports import Report
from quotes.store.search.report_headers import read_report

SUFFIX = ".sql"


class Reports(NamedTuple):
    """All reports by name; *problems* has a line for each file that cannot stand among them."""

    reports: tuple[Report, ...]
    problems: tuple[str, ...] = ()


def own_folder() -> Path:
    """Returns the folder of a newsroom's own reports unless another one is named: ``reports`` in the configuration
    folder.
    """
    return user_config_path("quotes", appauthor=False) / "reports"


@cache
def bundled() -> tuple[Report, ...]:
    """Returns the reports that the program brings along, by name."""
    folder = files("quotes.store.search") / "reports"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(SUFFIX))
    return tuple(
        read_report(name.removesuffix(SUFFIX), (folder / name).read_text(encoding="utf-8"), name) for name in found
    )


def all_reports(folder: Path | None = None) -> Reports:
    """Returns the bundled reports and those in *folder* (default: :func:`own_folder`, which need not be there), by
    name.

    :raises NotFound: *folder* was named and does not exist.
    """
    problems: list[str] = []
    found = list(bundled())
    for path in _own_files(folder):
        try:
            found.append(_own(path))
        except UsageProblem as problem:
            problems.append(str(problem))
    return Reports(tuple(sorted(found, key=lambda each: each.name)), tuple(problems))


def find_report(name: str, folder: Path | None = None) -> Report:
    """Returns the report called *name*.

    :raises NotFound: there is no such report, or *folder* was named and does not exist.
    :raises UsageProblem: its file cannot be read, has a bad header, or has the name of a bundled report.
    """
    own = {path.stem: path for path in _own_files(folder)}
    if name in own:
        return _own(own[name])
    known = {each.name: each for each in bundled()}
    if name in known:
        return known[name]
    names = sorted({*known, *own})
    raise NotFound(f"there is no report {name!r}{did_you_mean(name, names)}; there are {', '.join(names)}")


def _own_files(folder: Path | None) -> Iterator[Path]:
    place = own_folder() if folder is None else folder
    if not place.is_dir():
        if folder is not None:
            raise NotFound(f"there is no folder {folder} with reports")
        return
    yield from sorted(path for path in place.iterdir() if path.suffix == SUFFIX and path.is_file())


def _own(path: Path) -> Report:
    """Returns the report in a newsroom's own file *path*.

    :raises UsageProblem: the file cannot be read, has a bad header, or the name of a bundled report.
    """
    if path.stem in {each.name for each in bundled()}:
        raise UsageProblem(f"{path}: quotes has a report {path.stem} already; give the file another name")
    return read_report(path.stem, read_file(path), str(path))


def read_file(path: Path) -> str:
    """Returns the text of an SQL file in UTF-8, without a byte order mark.

    :raises UsageProblem: the file cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageProblem(f"{path} cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{path} is not UTF-8 text (byte {error.start})") from error
