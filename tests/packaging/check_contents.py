"""``check_contents.py WHEEL SDIST``: what must be inside is, and nothing that must not be."""

import sys
import tarfile
import zipfile

wheel, sdist = sys.argv[1:3]
inside = set(zipfile.ZipFile(wheel).namelist())
wanted = {
    "quotes/store/_migrations/env.py",
    "quotes/store/_migrations/versions/0001_tables_of_the_store.py",
    "quotes/store/reports/speakers.sql",
    "quotes/resources/MANIFEST.json",
    "quotes/resources/attribution.json",
    "quotes/resources/names.json",
    "quotes/resources/tagger.json",
    "quotes/resources/punkt.json",
    "quotes/resources/surnames.txt",
    "quotes/samples/gold.jsonl",
    "quotes/samples/index.json",
    "quotes/py.typed",
}
missing = wanted - inside
strange = [name for name in inside if not name.startswith(("quotes/", "quote_tracker-"))]
with tarfile.open(sdist) as packed:
    source = {name.partition("/")[2] for name in packed.getnames()}
missing |= {"alembic/env.py", "alembic.ini", "LICENSE", "README.md", "tests/packaging/check_contents.py"} - source
resources = sum(
    info.file_size for info in zipfile.ZipFile(wheel).infolist() if info.filename.startswith("quotes/resources/")
)
print(f"{len(inside)} files in the wheel; resources: {resources / 1e6:.2f} MB")
if missing or strange or resources > 6_000_000:
    sys.exit(f"missing {sorted(missing)}, strange {strange[:5]}, resources {resources}")
