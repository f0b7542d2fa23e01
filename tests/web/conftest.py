"""Fixtures of the pages: a store with some of the bundled articles, and who reads it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quotes.store.database.connect import Store, open_store
from tests.cli.conftest import call as call  # a fixture
from tests.web.sites import client, fill_with_samples


@pytest.fixture(scope="session")
def samples_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "quotes.db"
    shutil.copy(sqlite_template, path)
    path.chmod(0o600)
    with open_store(str(path)) as store:
        fill_with_samples(store)
        store.settle()
    return path


@pytest.fixture
def samples(samples_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with eight of the bundled articles."""
    path = tmp_path / "samples.db"
    shutil.copy(samples_template, path)
    with open_store(str(path)) as store:
        yield store


@pytest.fixture
def reader(samples: Store) -> FlaskClient:
    return client(samples)


@pytest.fixture
def writer(samples: Store) -> FlaskClient:
    return client(samples, writes=True, user="Ines Calloway")
