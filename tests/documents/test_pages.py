"""Documents hang together: links lead somewhere, the README begins with how to get the program and stays short."""

import re

import pytest

from tests.documents.examples import PAGES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LONGEST_README = 180


def headings(page: str) -> set[str]:
    """The anchors of a page, as GitHub and GitLab make them of its headings."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"```.*?^```", "", page, flags=re.S | re.M), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in headings(target.read_text(encoding="utf-8")), link


def test_every_page_is_linked() -> None:
    links = {
        (ROOT / name).parent.joinpath(link.partition("#")[0]).resolve()
        for name in PAGES
        for link in re.findall(r"\]\(([^)\s]+\.md[^)\s]*)\)", (ROOT / name).read_text(encoding="utf-8"))
    }
    assert {name for name in PAGES if (ROOT / name).resolve() not in links} <= {"README.md"}


def test_the_readme_begins_with_how_to_get_the_program() -> None:
    first = re.findall(r"```sh\n(.*?)```", README, re.S)[0].splitlines()
    assert [line.split()[0] for line in first[:3]] == ["git", "cd", "python3"]
    assert first[0] == f"git clone <address of the repository> {first[1].split()[1]}"
    assert README.index("git clone") < README.index("pip install") < README.index("does not provide the extra")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= LONGEST_README
