"""Laws of reading: whatever the bytes and whatever the name, there are articles, or a refusal in one line."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import ArticleFailed
from quotes.ingest import read
from quotes.ingest.kinds import ENDINGS
from tests.ingest.samples import READ

SAMPLES = [(name, data if isinstance(data, bytes) else data.encode()) for name, data, _ in READ.values()]


def check(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        items = list(read([str(path)]))
    assert items
    for item in items:
        assert (item.article is None) != (item.error is None)
        assert not isinstance(item.error, ArticleFailed), item.error
        assert "\n" not in str(item.error)
        assert item.article is None or item.article.text.strip()


@given(st.binary(max_size=300), st.sampled_from(ENDINGS))
@settings(max_examples=150, deadline=None)
def test_any_bytes_under_any_ending(data: bytes, ending: str) -> None:
    check(f"a{ending}", data)


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=150, deadline=None)
def test_samples_with_a_piece_missing_or_changed(sample: tuple[str, bytes], data: st.DataObject) -> None:
    name, whole = sample
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    check(name, whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:])


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_sample_under_every_ending(ending: str) -> None:
    for _, data in SAMPLES[:20:3]:
        check(f"a{ending}", data)
