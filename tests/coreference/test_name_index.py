"""Entities looked up by words of their names are those that a search of all entities finds."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.coreference.entities import Entities, Entity
from quotes.coreference.name_index import NamedBodies, NamedFamilies, NamedPeople, is_medium
from quotes.english import names

WORDS = ["Dana", "Okafor", "Jo", "Harbour", "Times", "Company", "Ministry"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
ROLES = st.lists(st.sampled_from(["minister", "shipping company", "the paper"]), max_size=2)
KINDS = st.sampled_from(["person", "organisation", "other"])
MANY = st.lists(st.tuples(KINDS, NAMES, st.integers(1, 3), st.sampled_from([None, "m", "f"]), ROLES), max_size=12)


def add(entities: Entities, rows: list[tuple[str, str, int, str | None, list[str]]]) -> None:
    for kind, name, count, gender, roles in rows:
        number = len(entities.all)
        entities.all.append(Entity(number, kind, name, 100 - number, count, roles=roles, gender=gender))


def rank(entity: Entity) -> tuple[int, int]:
    return -entity.count, entity.first


@given(MANY, MANY)
def test_people(rows: list[tuple[str, str, int, str | None, list[str]]], later: list) -> None:  # type: ignore[type-arg]
    entities = Entities()
    index, families = NamedPeople(entities), NamedFamilies(entities)
    for some in (rows, later):
        add(entities, some)
        people = [e for e in entities.all if e.kind == "person"]
        assert index.main() is min(people, key=rank, default=None)
        for gender in (None, "m", "f"):
            fitting = [e for e in people if gender is None or e.gender in (None, gender)]
            assert index.ranked(gender) == sorted(fitting, key=rank)
        for word in WORDS:
            assert index.with_word(word) is min((e for e in people if word in e.name.split()), key=rank, default=None)
        for family in WORDS:
            full = [e for e in people if " " in e.name and names.parse(e.name).family == family]
            assert families.bearers(family) == full
        assert families.single() == [e for e in people if " " not in e.name]
        for letters in ("D", "DO", "JH", "HTC"):
            named = [e for e in people if "".join(word[0] for word in e.name.split()) == letters]
            assert index.with_initials(letters) is (named[0] if len(named) == 1 else None)


@given(MANY, MANY)
def test_bodies(rows: list[tuple[str, str, int, str | None, list[str]]], later: list) -> None:  # type: ignore[type-arg]
    entities = Entities()
    index = NamedBodies(entities)
    for some in (rows, later):
        add(entities, some)
        for head in ("company", "ministry", "paper"):
            for capitals in ([], ["harbour"], ["dana", "okafor"]):
                found = index.called(head, capitals)
                assert found >= {
                    e.number
                    for e in entities.all
                    if {*capitals} <= {*e.name.lower().split()}
                    and (
                        head in e.name.lower().split()
                        or any(head in role.split() for role in e.roles)
                        or (head == "paper" and is_medium(e.name))
                    )
                }
