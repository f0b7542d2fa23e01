"""The comparison of Pythons sees a difference, and knows this one."""

import sys

from tests.packaging.every_python import differences, pythons


def test_the_same_everywhere_is_no_difference() -> None:
    assert differences({"3.11.2": {"a": "1", "b": "2"}, "3.13.0": {"a": "1", "b": "2"}}) == []
    assert differences({"3.11.2": {"a": "1"}}) == []


def test_a_file_that_differs_is_named_with_its_versions() -> None:
    (line,) = differences(
        {"3.11.2": {"a": "1", "b": "2"}, "3.12.1": {"a": "1", "b": "3"}, "3.13.0": {"a": "1", "b": "2"}}
    )
    assert line == "b differs: 3.11.2 2; 3.12.1 3; 3.13.0 2"


def test_a_file_that_one_does_not_read_differs() -> None:
    assert differences({"3.11.2": {"a": "1"}, "3.13.0": {}}) == ["a differs: 3.11.2 1; 3.13.0 None"]


def test_the_python_that_runs_is_among_those_found() -> None:
    found = pythons()
    assert ".".join(map(str, sys.version_info[:3])) in {each.version for each in found}
    assert len({each.path for each in found}) == len(found)
