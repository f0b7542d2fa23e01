"""The identity of an article: its story key, its hash, and the public ids of rows."""

import base64
import hashlib
import secrets
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from quotes.wording import fold

_TRACKING = (
    "utm_",
    "fbclid",
    "gclid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "ocid",
    "cmpid",
    "ref_src",
    "smid",
    "ncid",
)
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """*url* with scheme and host in lower case, without default port, fragment and tracking parameters.

    Whether ``www.`` or a final slash matters is the site's affair, so both stay.
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    try:
        port = parts.port
    except ValueError:
        port = None
    host = (parts.hostname or "").lower()
    if port and port != _PORTS.get(scheme):
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(k, v) for k, v in pairs if not k.lower().startswith(_TRACKING)])
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/%:@!$&'()*+,;=~-._", errors="surrogateescape")
    return urlunsplit((scheme, host, path or "/", query, ""))


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def story_key(url: str | None, outlet: str | None, sha256: str) -> str:
    """``url:`` + canonical URL, else ``text:`` + outlet key + ``:`` + hash of the text."""
    if url:
        return f"url:{canonical_url(url)}"
    return f"text:{fold(outlet or '')}:{sha256}"


def _short(letter: str, *parts: object) -> str:
    digest = hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", errors="surrogatepass")).digest()
    return letter + base64.b32encode(digest).decode().lower()[:16]


def article_uid(key: str, version: int) -> str:
    """``a`` and 16 base32 characters over story key and version."""
    return _short("a", key, version)


def quote_uid(article: str, start: int | None, end: int | None, *more: str) -> str:
    """``q`` and 16 base32 characters over the article's uid and the offsets at first storing."""
    return _short("q", article, start, end, *more)


def speaker_uid() -> str:
    """``s`` and 16 random base32 characters: names change, the uid never does."""
    return "s" + base64.b32encode(secrets.token_bytes(10)).decode().lower()
