"""``--map FIELD=KEY``: other names of fields in records."""

from quotes.errors import UsageProblem


def mapping_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """What ``--map`` gives, as field → key; a usage problem where it cannot be read."""
    from quotes.ingest.records import NAMES

    found: dict[str, str] = {}
    for pair in pairs:
        field, equals, key = pair.partition("=")
        if not equals or not key or field not in NAMES:
            raise UsageProblem(f"--map {pair}: write FIELD=KEY, FIELD one of {', '.join(NAMES)}")
        found[field] = key
    return found
