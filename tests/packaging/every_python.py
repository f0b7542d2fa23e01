"""``every_python.py WHEEL SCRATCH``: the same predictions under every Python of 3.11 or later that this machine has.

Each gets an environment with the wheel in it, and extracts the bundled samples, what lies in ``shared/`` beside the
checkout, and texts that are made to let our regular expressions go astray.  Ends non-zero where two differ, where one
fails, and where one that can have an environment is left out.
"""

import concurrent.futures
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
OLDEST = (3, 11)
PLACES = ("/usr/bin/python3*", "/usr/local/bin/python3*", "~/.pyenv/versions/*/bin/python", "/opt/python/*/bin/python3")
LIMIT = 300
"""Seconds of CPU time for one program on one file, which only one that never ends needs."""


class Python(NamedTuple):
    """One interpreter: its version as it says it, its path, whether it can make an environment."""

    version: str
    path: str
    complete: bool


ASK = """
import sys, importlib.util, os
complete = importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None
print(*sys.version_info[:3], os.path.realpath(sys.executable), sys.version, complete, sep="|")
"""


def pythons() -> list[Python]:
    """The interpreters of this machine, oldest first, each once however many names it has."""
    named = [str(path) for place in PLACES for path in Path("/").glob(str(Path(place).expanduser())[1:])]
    named += [f"{folder}/{name}" for folder in os.get_exec_path() for name in ("python3", "python")]
    found: dict[str, tuple[tuple[int, ...], Python]] = {}
    for path in sorted({os.path.realpath(path) for path in [getattr(sys, "_base_executable", sys.executable), *named]}):
        if not (re.fullmatch(r"python[\d.]*", Path(path).name) and os.access(path, os.X_OK)):
            continue
        answer = subprocess.run([path, "-I", "-c", ASK], capture_output=True, text=True, check=False)
        if answer.returncode:  # a launcher without a version behind it
            continue
        *version, itself, said, complete = answer.stdout.strip().replace("\n", " ").split("|")
        number = tuple(map(int, version))
        if number >= OLDEST:
            found.setdefault(said, (number, Python(".".join(version), itself, complete == "True")))
    return [python for _, python in sorted(found.values())]


def install(python: Python, wheel: str, folder: Path) -> Path:
    """An environment for it with the wheel inside; where its programs are."""
    subprocess.run([python.path, "-m", "venv", folder], check=True)
    quiet = ["-q", "--disable-pip-version-check", "--no-compile"]
    done = subprocess.run(
        [folder / "bin" / "pip", "install", *quiet, wheel], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{python.path}: the wheel cannot be installed: {done.stderr}")
    return folder / "bin"


def predictions(programs: Path, files: list[Path]) -> dict[str, str]:
    """What it extracts from each file, as a sum of the bytes."""
    return {path.name: _extracted(programs, path) for path in files}


def _extracted(programs: Path, path: Path) -> str:
    found = subprocess.run(
        [programs / "quotes", "extract", "-f", "jsonl", path],
        capture_output=True,
        check=False,
        cwd="/",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT)),
    )
    if found.returncode:
        sys.exit(f"{programs}: {path.name} ends with {found.returncode}: {found.stderr.decode()[-2000:]}")
    return f"{hashlib.sha256(found.stdout).hexdigest()[:16]} of {len(found.stdout)} bytes"


def differences(found: dict[str, dict[str, str]]) -> list[str]:
    """A line for each file whose sums are not the same under every version."""
    names = {name: None for sums in found.values() for name in sums}
    return [
        f"{name} differs: {'; '.join(f'{version} {sums.get(name)}' for version, sums in found.items())}"
        for name in names
        if len({sums.get(name) for sums in found.values()}) > 1
    ]


def astray(path: Path) -> Path:
    """Articles made of texts that are made to let some pattern of ours backtrack."""
    from tests.patterns.collected import patterns
    from tests.patterns.pumped import attacks

    with path.open("w", encoding="utf-8") as file:
        for pattern in patterns():
            for number, attack in enumerate(attacks(pattern.compiled())[::10]):
                text = (
                    f"“We open,” said {attack.text(9)} Okafor on Monday. After {attack.text(2)} Okafor said: “We open.”"
                )
                file.write(json.dumps({"id": f"{pattern.place}-{number}", "text": text}) + "\n")
    return path


def main(wheel: str, scratch: Path) -> None:
    shared = ROOT.parent / "shared"
    files = [
        ROOT / "quotes" / "samples" / "gold.jsonl",
        *sorted((shared / "articles").glob("*.txt")),
        *sorted((shared / "bench").glob("*-dev.jsonl")),
        astray(scratch / "astray.jsonl"),
    ]
    known = pythons()
    for python in known:
        print(f"{python.version}  {python.path}{'' if python.complete else '  left out: it cannot make environments'}")
    compared = [python for python in known if python.complete]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:

        def found(python: Python) -> dict[str, str]:
            folder = scratch / f"python-{known.index(python)}"
            try:
                return predictions(install(python, wheel, folder), files)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        all_found = list(pool.map(found, compared))
    by_version = {python.version: each for python, each in zip(compared, all_found, strict=True)}
    if different := differences(by_version):
        sys.exit("\n".join((*different, "the predictions are not the same under every Python")))
    versions = ", ".join(python.version for python in compared)
    alone = "; no other Python to compare with on this machine" if len(compared) == 1 else ""
    print(f"{len(files)} files: the same predictions under {len(compared)} of {len(known)} ({versions}){alone}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
