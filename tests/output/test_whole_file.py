"""``-o FILE``: whole or not at all, for whoever may read it, whatever else has that name."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from quotes.output.whole_file import whole_file
from tests.cli.processes import COMMAND, PATIENCE, environment, quotes


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    def interrupted() -> None:
        with whole_file(path) as stream:
            stream.write("half")
            stream.flush()
            assert path.read_text() == "before"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "before"
    with whole_file(path) as stream:
        stream.write("after")
    assert path.read_text() == "after"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666, 0o400])
def test_rights_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    path.chmod(mode)
    with whole_file(path) as stream:
        stream.write("after")
        assert [stat.S_IMODE(each.stat().st_mode) & ~mode for each in tmp_path.iterdir()] == [0, 0], "nor meanwhile"
    assert (stat.S_IMODE(path.stat().st_mode), path.read_text()) == (mode, "after")


def test_rights_of_a_new_file_are_usual(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.csv") as stream:
        stream.write("x")
    (tmp_path / "usual").write_text("x")
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    target, link, new = tmp_path / "target.csv", tmp_path / "link.csv", tmp_path / "new.csv"
    target.write_text("before")
    link.symlink_to(target)
    new.symlink_to(tmp_path / "not yet.csv")
    for path in (link, new):
        with whole_file(path) as stream:
            stream.write("after")
        assert path.is_symlink()
    assert (target.read_text(), (tmp_path / "not yet.csv").read_text()) == ("after", "after")


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match=r"circle|Too many"), whole_file(tmp_path / "a"):
        pass
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "b"]


def test_names_as_long_as_they_get(tmp_path: Path) -> None:
    with whole_file(tmp_path / ("x" * 255)) as stream:
        stream.write("x")
    assert (tmp_path / ("x" * 255)).read_text() == "x"


def test_nobody_elses_file_is_touched(home: Path, tmp_path: Path) -> None:
    """What used to be written through: a file of one's own, or a link that somebody has put there."""
    assert quotes(home, "record", "We open in spring.", "--speaker", "Dana Okafor").returncode == 0
    folder = tmp_path / "out"
    folder.mkdir()
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (folder / ".a.csv.part").write_text("mine too")
    (folder / ".b.csv.part").symlink_to(precious)
    for name in ("a.csv", "b.csv"):
        assert quotes(home, "export", "-o", str(folder / name)).returncode == 0
        assert "We open in spring." in (folder / name).read_text()
    assert (precious.read_text(), (folder / ".a.csv.part").read_text()) == ("mine", "mine too")
    assert (folder / ".b.csv.part").is_symlink()
    assert sorted(each.name for each in folder.iterdir()) == [".a.csv.part", ".b.csv.part", "a.csv", "b.csv"]


def test_four_at_once(home: Path, tmp_path: Path) -> None:
    assert quotes(home, "record", "We open in spring.", "--speaker", "Dana Okafor").returncode == 0
    path = tmp_path / "out" / "quotes.csv"
    path.parent.mkdir()
    running = [
        subprocess.Popen([*COMMAND, "export", "-o", str(path)], env=environment(home), stderr=subprocess.DEVNULL)
        for _ in range(4)
    ]
    assert [each.wait(PATIENCE) for each in running] == [0] * 4
    assert path.read_text().count("We open in spring.") == 1
    assert os.listdir(path.parent) == ["quotes.csv"]  # noqa: PTH208


def test_four_in_one_process_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with whole_file(path) as one, whole_file(path) as two, whole_file(path) as three, whole_file(path) as four:
        for number, stream in enumerate((one, two, three, four)):
            stream.write(f"{number}" * 5)
    assert path.read_text() == "00000", "the last to end"
    assert len(list(tmp_path.iterdir())) == 1
