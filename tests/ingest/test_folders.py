"""Folders that somebody else has filled: links, pipes, devices."""

import os
import socket
from pathlib import Path

import pytest

from quotes.ingest import read

TEXT = "“We open in spring,” said Dana Okafor."
OUT = "is a link out of the folder, which is not followed; name that file itself"
FOLDER = "is a link to a folder, which is not followed; name that folder itself"


def said(folder: Path) -> dict[str, str | None]:
    """What came of each file, by its path in *folder*: None where it was read."""
    items = list(read([str(folder)]))
    return {str(Path(item.source).relative_to(folder)): str(item.error) if item.error else None for item in items}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    (made / "inner").mkdir(parents=True)
    (made / "a.txt").write_text(TEXT)
    (made / "inner" / "b.txt").write_text(TEXT)
    return made


def test_links_inside_are_followed(folder: Path) -> None:
    (folder / "c.txt").symlink_to(folder / "inner" / "b.txt")
    (folder / "inner" / "d.txt").symlink_to("../a.txt")
    assert said(folder) == dict.fromkeys(["a.txt", "c.txt", "inner/b.txt", "inner/d.txt"])


def test_links_out_are_not(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "folder2").mkdir()
    (tmp_path / "folder2" / "near.txt").write_text(TEXT)
    (folder / "abroad.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "near.txt").symlink_to("../folder2/near.txt")
    (folder / "inner" / "twice.txt").symlink_to("../abroad.txt")
    assert said(folder) == {
        "a.txt": None, "inner/b.txt": None, "abroad.txt": OUT, "near.txt": OUT, "inner/twice.txt": OUT,
    }  # fmt: skip
    assert [item.error for item in read([str(folder / "abroad.txt")])] == [None], "what is named is read"


def test_a_folder_may_be_a_link_itself(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert said(tmp_path / "link") == dict.fromkeys(["a.txt", "inner/b.txt"])


def test_circles_and_what_leads_nowhere(folder: Path) -> None:
    (folder / "inner" / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    found = said(folder)
    assert found.pop("gone.txt") == "does not exist"
    assert "levels of symbolic links" in str(found.pop("self.txt"))
    assert found == {"a.txt": None, "inner/b.txt": None, "inner/up": FOLDER}


def test_pipes_and_devices_are_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")  # opening it would wait for a writer for ever
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "zero.jsonl").symlink_to("/dev/zero")
    (folder / "to-pipe.html").symlink_to("pipe.txt")
    (folder / "devices").symlink_to("/dev")
    assert said(folder) == {
        "a.txt": None, "inner/b.txt": None, "pipe.txt": "is no plain file", "to-pipe.html": "is no plain file",
        "zero.txt": OUT, "zero.jsonl": OUT, "devices": FOLDER,
    }  # fmt: skip


def test_what_is_hidden_is_no_matter(folder: Path) -> None:
    (folder / ".zero.txt").symlink_to("/dev/zero")
    (folder / "picture.jpg").symlink_to("/dev/zero")
    assert said(folder) == dict.fromkeys(["a.txt", "inner/b.txt"])


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/null"])
def test_a_named_device_is_refused(tmp_path: Path, device: str) -> None:
    (tmp_path / "link.txt").symlink_to(device)
    for source in (device, str(tmp_path / "link.txt")):
        assert [str(item.error) for item in read([source])] == ["is a device, not a file"]


def test_a_named_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("x.txt")
        assert [str(item.error) for item in read(["x.txt"])] == ["is a device, not a file"]


def test_a_pipe_that_the_shell_made_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    items = list(read([f"/dev/fd/{reading}"]))
    os.close(reading)
    assert [item.article.text if item.article else item.error for item in items] == [TEXT]
