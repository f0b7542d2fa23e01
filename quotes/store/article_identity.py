"""The identity of an article: its story key, its hash, and the public ids of rows."""

import base64
import hashlib
import re
from string import ascii_letters, digits
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from quotes.wording import storable

_TRACKING = frozenset("fbclid gclid mc_cid mc_eid igshid ocid cmpid ref_src smid ncid".split())
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """Returns *url* with scheme and host in lower case, without default port, fragment and tracking parameters.

    Whether ``www.`` or a final slash matters is the site's affair, so both stay.  What cannot be read as a URL is its
    own canonical form, without the blanks around it.
    """
    url = storable(url).strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").lower()
    if ":" in host:  # IPv6
        host = f"[{host}]"
    if port and port != _PORTS.get(scheme):
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = urlencode([pair for pair in pairs if not _is_tracking(pair[0].lower())], errors="surrogateescape")
    path = _path(parts.path) or "/"
    if not host and path.startswith("//"):  # else what follows would be read as a host
        path = "/" + path.lstrip("/")
    return urlunsplit((scheme, host, path, query, ""))


_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def domain_of(url: str | None) -> str | None:
    """Returns the host of a web address without ``www.``, or None if it is no name of the internet's domains."""
    try:
        parts = urlsplit(url.strip()) if url else None
        host = (parts.hostname or "").lower() if parts is not None and parts.scheme.lower() in _PORTS else ""
    except ValueError:  # a host in broken brackets
        return None
    host = host.removeprefix("www.").rstrip(".")
    return host if _DOMAIN.fullmatch(host) and len(host) <= 253 else None


_ESCAPE = re.compile("%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("-._~" + ascii_letters + digits)


def _path(path: str) -> str:
    """Returns *path* escaped where it must be, and nowhere else: an escaped slash is not a slash."""

    def escape(match: re.Match[str]) -> str:
        if match[1] is None:
            return "%25"
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else f"%{match[1].upper()}"

    return quote(_ESCAPE.sub(escape, path), safe="/%:@!$&'()*+,;=~-._")


def _is_tracking(parameter: str) -> bool:
    return parameter.startswith("utm_") or parameter in _TRACKING


def text_hash(text: str) -> str:
    """Returns the SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def story_key(url: str | None, outlet: str, sha256: str) -> str:
    """Returns the key of a story: ``url:`` + canonical URL, else ``text:`` + key of the outlet (empty if not known) +
    ``:`` + hash of the text.
    """
    if url:
        return f"url:{canonical_url(url)}"
    return f"text:{outlet}:{sha256}"


def _short(letter: str, *parts: object) -> str:
    digest = hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", errors="surrogatepass")).digest()
    return letter + base64.b32encode(digest).decode().lower()[:16]


def article_uid(key: str, version: int) -> str:
    """Returns the uid of an article: ``a`` and 16 base32 characters over story key and version."""
    return _short("a", key, version)


def quote_uid(article: str, start: int | None, end: int | None, *more: str) -> str:
    """Returns the uid of a quotation: ``q`` and 16 base32 characters over the article's uid and the offsets at first
    storing.
    """
    return _short("q", article, start, end, *more)


def speaker_uid(key: str, kind: str, article: str, number: int = 1) -> str:
    """Returns the uid of a speaker: ``s`` and 16 base32 characters over name key, kind, the uid of the first article
    and, of homonyms from the second on, a number. Names change, the uid never does.
    """
    return _short("s", key, kind, article, *([number] if number > 1 else []))
