"""Sites to test with: an application over a store, and the client of a reader."""

import re
from typing import Any

from flask.testing import FlaskClient

from quotes.ingest import Item
from quotes.model import Article
from quotes.samples import articles
from quotes.store.database.connect import Store
from quotes.web.app import create_app
from quotes.web.settings import Settings
from quotes.workflow import add

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def client(store: Store, attempts: Any = None, **settings: Any) -> FlaskClient:
    """The client of a reader, whose browser calls the server ``localhost``."""
    app = create_app(store, Settings(**settings), attempts)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def fill_with_samples(store: Store, count: int = 8) -> None:
    items = [Item(article.id or "sample", None, None, article) for article in list(articles())[:count]]
    assert not [added.item.error for added in add(store, items, {}) if added.failed]


def store_article(store: Store, text: str, **fields: Any) -> str:
    """Stores an article; gives its uid."""
    (added,) = add(store, [Item("test", None, None, Article(text=text, **fields))], {})
    assert added.saved is not None, added.item.error
    return added.saved.uid


def secret_of(reader: FlaskClient, path: str = "/") -> str:
    """The secret of the forms on a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', reader.get(path).text)
    assert found, "no form"
    return found[1]


def uids_on(page: str) -> list[str]:
    """The quotations that a page of results lists, in order."""
    return re.findall(r'aria-label="Details of quotation (\w+)"', page)
