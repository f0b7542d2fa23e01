"""``weights/MANIFEST.json``: where each learned file came from, how to make it again, how well it does.

Several learners write to it, each its own entry, so a write reads, changes one entry and replaces the file
while it holds a lock.
"""

import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotes.weights.tables import Tables, dumps

RESOURCES = Path(__file__).parents[1] / "weights"
MANIFEST = RESOURCES / "MANIFEST.json"


def write_resource(
    name: str,
    content: Any,
    entry: Mapping[str, Any],
    folder: Path = RESOURCES,
    *,
    depth: int = 2,
    packed: Tables | None = None,
) -> Path:
    """Writes *content* as ``NAME.json`` (sorted, an entry a line at the top *depth* levels) and its manifest entry.

    *entry* should hold ``command``, ``origin``, ``corpus_sha256``, ``seed`` and ``scores``; size and checksum
    of the file are added.  The same weights *packed*, if given, become ``NAME.tables``.  Returns the path of the JSON.
    """
    if packed is not None:
        origin = f"The weights of {name}.json, made ready for use."
        _write(folder / f"{name}.tables", dumps(packed), {"command": entry["command"], "origin": origin})
    return _write(folder / f"{name}.json", readable(content, depth).encode(), entry)


def _write(path: Path, data: bytes, entry: Mapping[str, Any]) -> Path:
    """Writes *data* and the manifest entry of its file; returns the path."""
    _replace(path, data)
    record_entry(path.name, {**entry, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}, path.parent)
    return path


def record_entry(file: str, entry: Mapping[str, Any], folder: Path = RESOURCES) -> None:
    """Sets the entry of *file* in the manifest, leaving all others as they are."""
    path = folder / MANIFEST.name
    with (Path(tempfile.gettempdir()) / "quotes-manifest.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        entries[file] = dict(entry)
        _replace(path, (json.dumps(entries, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode())


def readable(content: Any, depth: int = 2) -> str:
    """Returns JSON with sorted keys, a line for each entry of the outer *depth* levels, and no blanks below."""
    return _lines(content, depth) + "\n"


def _lines(content: Any, depth: int) -> str:
    if depth == 0 or not content or not isinstance(content, (dict, list)):
        return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if isinstance(content, dict):
        items = [f"{json.dumps(key, ensure_ascii=False)}:{_lines(content[key], depth - 1)}" for key in sorted(content)]
        return "{\n" + ",\n".join(items) + "\n}"
    return "[\n" + ",\n".join(_lines(item, depth - 1) for item in content) + "\n]"


def _replace(path: Path, data: bytes) -> None:
    """Writes a file beside *path*, then puts it in its place at once, so that nobody reads half of it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
