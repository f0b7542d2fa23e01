"""``check_contents.py WHEEL SDIST``: what must be inside is, and nothing that must not be."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

wheel, sdist = sys.argv[1:3]
root = Path(__file__).parents[2]
tracked = {Path(name) for name in subprocess.check_output(["git", "ls-files"], cwd=root, text=True).splitlines()}
wanted = {path.as_posix() for path in tracked if path.parts[0] == "quotes"}
wanted |= {f"quotes/store/_migrations/{path.relative_to('alembic')}" for path in tracked if path.parts[0] == "alembic"}
for sort in (
    "store/_migrations/versions/0",
    "store/search/reports/",
    "weights/",
    "english/lexicons/",
    "samples/",
    "py.typed",
):
    assert any(name.startswith(f"quotes/{sort}") for name in wanted), f"the list itself has no {sort}"

packed = zipfile.ZipFile(wheel)
inside = set(packed.namelist())
missing = wanted - inside
strange = {name for name in inside - wanted if not name.startswith("quote_tracker-")}
with tarfile.open(sdist) as archive:
    source = {name.partition("/")[2] for name in archive.getnames()}
missing |= {path.as_posix() for path in tracked if path.parts[0] not in (".ci", ".gitignore")} - source
resources = sum(
    info.file_size
    for info in packed.infolist()
    if info.filename.startswith(("quotes/weights/", "quotes/english/lexicons/"))
)
print(f"{len(inside)} files in the wheel; resources: {resources / 1e6:.2f} MB")
if missing or strange or resources > 6_000_000:
    sys.exit(f"missing {sorted(missing)}, strange {sorted(strange)}, resources {resources}")
