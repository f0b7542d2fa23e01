"""Every example of every document runs, and prints what the document shows."""

from pathlib import Path

import pytest

from tests.documents.examples import PAGES, RENEW, ROOT, agrees, examples, renewed, run

WITH_EXAMPLES = [name for name in PAGES if examples((ROOT / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_document_run_and_print_what_it_shows(name: str, tmp_path: Path) -> None:
    found = examples((ROOT / name).read_text(encoding="utf-8"))
    status, printed = run(found, tmp_path)
    assert status == 0, f"{found[len(printed) - 1].code}\n{printed[-1]}"
    assert len(printed) == len(found)
    for example, text in zip(found, printed, strict=True):
        if example.printed is not None and not agrees(example.printed, text):
            pytest.fail(
                f"{name} shows something else than\n\n{text}\nafter\n\n{example.code}\n{RENEW} {name}", pytrace=False
            )


@pytest.mark.parametrize(
    ("shown", "printed", "right"),
    [
        ("one\ntwo\n", "one\ntwo\n\n", True),
        ("one\n", "one\ntwo\n", False),
        ("one\n…\n", "one\ntwo\nthree\n", True),
        ("one\n…\nthree\n", "one\ntwo\nthree\n", True),
        ("one …\n", "one or two\n", True),
        ("one …\n", "one or two\nthree\n", False),
        ("a.c\n", "abc\n", False),
        ("q1 · 98 %\n", "q1 · 7 %\n", True),
        ("q1 0.981 …\n", "q1 0.65 or so\n", False),
        ("q1 0.981 …\n", "q1 0.651 or so\n", True),
    ],
)
def test_what_is_left_out(shown: str, printed: str, right: bool) -> None:
    assert agrees(shown, printed) is right


PAGE = """\
```sh
echo one; echo two >&2
```

```text
three
```

<!-- not run: there is no server -->
```sh
exit 1
```

```python
print("four")
```
"""


def test_a_page_is_run_and_renewed(tmp_path: Path) -> None:
    found = examples(PAGE)
    status, printed = run(found, tmp_path)
    assert (status, printed) == (0, ["one\ntwo\n", "four\n"])
    again = renewed(PAGE, found, printed)
    assert again == PAGE.replace("three", "one\ntwo")
    assert renewed(again, examples(again), printed) == again


def test_a_failing_example_ends_the_page(tmp_path: Path) -> None:
    status, printed = run(examples("```sh\ntrue\n```\n\n```sh\nfalse\n```\n\n```sh\necho no\n```\n"), tmp_path)
    assert (status, printed) == (1, ["", ""])
