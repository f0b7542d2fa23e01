"""Fixtures that several rooms share: databases of both engines, always made by migrating."""

import os
import shutil
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings

from quotes.store.database.connect import Store, open_store
from quotes.store.database.migrate import upgrade

SHARED = Path(__file__).parents[2] / "shared"
POSTGRES = "QUOTES_TEST_POSTGRES"

# A shell that runs something in the background lets it ignore these, and so would each program that a test starts.
for number in (signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL)

settings.register_profile(
    "quotes",
    deadline=None,  # a busy machine is no failure, nor one that makes up examples slowly
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
settings.load_profile("quotes")


def needs_postgres() -> str:
    """The server's URL; skips where there is none, fails where a skip would hide something."""
    url = os.environ.get(POSTGRES)
    if not url:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{POSTGRES} is not set: in CI the PostgreSQL tests must run")
        pytest.skip(f"{POSTGRES} names no PostgreSQL server")
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(str(path))
    return path


def _server(statement: str) -> None:
    engine = sa.create_engine(
        needs_postgres().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    base = needs_postgres()
    name = f"template_{uuid.uuid4().hex[:12]}"
    _server(f"CREATE DATABASE {name}")
    upgrade(f"{base.rpartition('/')[0]}/{name}")
    yield name
    _server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables (for SQLite: no file yet)."""
    if request.param == "sqlite":
        yield str(tmp_path / "quotes.db")
        return
    base = needs_postgres()
    name = f"test_{uuid.uuid4().hex[:12]}"
    _server(f"CREATE DATABASE {name}")
    yield f"{base.rpartition('/')[0]}/{name}"
    _server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated(request: pytest.FixtureRequest) -> Callable[[str, Path], AbstractContextManager[str]]:
    """Makes a migrated, empty store of the named engine for as long as a ``with`` statement lasts; gives its URL."""

    @contextmanager
    def made(dialect: str, folder: Path) -> Iterator[str]:
        if dialect == "sqlite":
            path = folder / f"{uuid.uuid4().hex[:12]}.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            path.chmod(0o600)
            yield str(path)
            return
        template = request.getfixturevalue("postgres_template")
        name = f"test_{uuid.uuid4().hex[:12]}"
        _server(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield f"{needs_postgres().rpartition('/')[0]}/{name}"
        _server(f"DROP DATABASE {name} WITH (FORCE)")

    return made


@pytest.fixture
def empty_server() -> Callable[[], AbstractContextManager[str]]:
    """Makes a PostgreSQL database without tables for as long as a ``with`` statement lasts; gives its URL."""

    @contextmanager
    def made() -> Iterator[str]:
        base = needs_postgres()
        name = f"test_{uuid.uuid4().hex[:12]}"
        _server(f"CREATE DATABASE {name}")
        yield f"{base.rpartition('/')[0]}/{name}"
        _server(f"DROP DATABASE {name} WITH (FORCE)")

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Callable[[str, Path], AbstractContextManager[str]]
) -> Iterator[str]:
    """A migrated, empty store."""
    with migrated(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "QUOTES_DB"):
        monkeypatch.delenv(name, raising=False)
    return folder
