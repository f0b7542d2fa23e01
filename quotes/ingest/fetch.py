"""Fetches a page from the network, only for a URL that a person gives."""

import datetime as dt
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from quotes.errors import UnreadableSource
from quotes.ingest.exchange import Limits, Plain, Secure
from quotes.ingest.fetched import ROBOT, FetchedPage, NotModified, Refused
from quotes.model import Validators
from quotes.version import VERSION

TIMEOUT = 20.0
"""Seconds to wait for a server's next bytes."""
LONGEST = 120.0
"""Seconds that a page may take as a whole, redirections, names and handshakes included."""
LARGEST = 20_000_000
"""Bytes that are read for a page, headers and redirections included."""
CHUNK = 65_536
AGENT = f"{ROBOT}/{VERSION} (quote-tracker)"
SCHEMES = ("http", "https")


def fetch(
    url: str,
    *,
    timeout: float = TIMEOUT,
    longest: float = LONGEST,
    largest: int = LARGEST,
    private: bool = False,
    known: Validators | None = None,
) -> FetchedPage:
    """Returns the content at *url*; with *known*, the state in which it was fetched before, only if it has another.

    *timeout* is in seconds, for the server's next bytes; *longest* (seconds) and *largest* (bytes) are for everything
    together, redirections included.  Only with *private* are addresses reached that are not the internet's: each
    address is looked at when it is connected to, so that neither a name nor a redirection leads there.

    :raises NotModified: it is in the *known* state still.
    :raises Refused: the server's answer is an error.
    :raises UnreadableSource: another scheme than http and https (there or on the way), a private address, no answer,
        too slow, too large.
    """
    address = _address(url)
    limits = Limits(timeout=timeout, longest=longest, largest=largest, private=private)
    try:
        request = Request(address, headers=_headers(known))
        with _opener(limits).open(request, timeout=timeout) as answer:
            data = bytearray()
            while chunk := answer.read1(CHUNK):
                data += chunk
            # A response read in pieces doesn't say by itself that it was cut.
            promised = answer.headers.get("Content-Length", "")
            if promised.isdecimal() and len(data) < int(promised):
                raise UnreadableSource("broke off before its end; try again")
            headers = answer.headers
            declared = headers.get_content_type() if headers.get("Content-Type") else None
            state = Validators(_printable(headers.get("ETag")), _printable(headers.get("Last-Modified")))
            charset, validators = headers.get_content_charset(), state if any(state) else None
            return FetchedPage(bytes(data), answer.geturl(), charset, declared, validators)
    except HTTPError as error:
        error.close()
        if error.code == 304 and known is not None:
            raise NotModified from None
        if 300 <= error.code < 400:  # urllib's own words for it have several lines
            raise UnreadableSource("is redirected in a circle, or to an address that is not read") from None
        raise Refused(error.code, str(error.reason), _seconds(error.headers.get("Retry-After"))) from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        limits.wait()  # where the time of the whole is over, that is what is said
        reason = getattr(error, "reason", error)
        reason = getattr(reason, "strerror", None) or str(reason) or type(error).__name__
        raise UnreadableSource(f"cannot be fetched ({' '.join(str(reason).split())})") from None


LONGEST_VALIDATOR = 500
"""Characters of an ``ETag`` or ``Last-Modified`` that is kept."""


def _printable(header: str | None) -> str | None:
    """Returns a header that can be sent back as it is, or None."""
    value = (header or "").strip()
    return value if value and len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None


def _headers(known: Validators | None) -> dict[str, str]:
    """Returns the headers of a request, which asks for a page in another state than the *known* one."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known is not None else {}
    own = {"User-Agent": AGENT, "Accept": "text/html, */*"}
    return own | {name: value for name, value in asked.items() if value}


def _seconds(retry_after: str | None) -> float | None:
    """Returns the seconds that a ``Retry-After`` header asks for, given in seconds or as a time; None for anything
    else.
    """
    value = (retry_after or "").strip()
    if value.isdecimal() and value.isascii() and len(value) < 10:
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
    return max(0.0, (at - dt.datetime.now(dt.UTC)).total_seconds())


def _address(url: str) -> str:
    """Returns *url* as a request can hold it: characters outside ASCII escaped, blanks at its ends and fragment
    dropped.
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host = parts.scheme.lower(), parts.hostname
        if scheme not in SCHEMES:
            raise UnreadableSource(
                f"has the scheme {scheme}://, which is not read; give http:// or https://, or a file"
            )
        if not host:
            raise UnreadableSource("has no host; write it as https://host/page")
        place = host.encode("idna").decode("ascii") if not host.isascii() else host
        place = f"[{place}]" if ":" in place else place
        if parts.port is not None:
            place += f":{parts.port}"
    except ValueError as error:
        raise UnreadableSource(f"is not a URL that can be fetched ({error})") from None
    kept = "/%:@!$&'()*+,;=~?[]"
    return urlunsplit((scheme, place, quote(parts.path, kept), quote(parts.query, kept), ""))


class _Redirects(HTTPRedirectHandler):
    """Follows redirections within the web only; urllib would also follow one to FTP."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Returns the next request, or a refusal; the rest of what the redirection sends is not read, however long it
        is.
        """
        fp.close()
        if urlsplit(newurl).scheme.lower() not in SCHEMES:
            raise UnreadableSource(f"leads to {newurl[:80]}, which is not read")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(limits: Limits) -> OpenerDirector:
    """Returns a client of http and https and nothing else: no files, FTP or data URLs."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        Plain(limits),
        Secure(limits),
        HTTPDefaultErrorHandler(),
        _Redirects(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
