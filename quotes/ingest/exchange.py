"""Makes HTTP connections that keep one deadline and one size over a whole exchange, whatever a server sends.

``http.client`` waits anew for each piece: headers that drip, ``100 Continue`` again and again, or the digits of a
chunk's size outlive any timeout of a socket.  Here everything that is received goes through one reader, which gives
the socket what is left of the time and counts the bytes, over all redirections of the exchange.
"""

import io
import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request

from quotes.errors import UnreadableSource


class Limits:
    """What one exchange may take: seconds for a server's next bytes, seconds and bytes as a whole; its time begins at
    once.

    Unless *private* is true, it reaches no address but the internet's.
    """

    def __init__(self, *, timeout: float, longest: float, largest: int, private: bool = True) -> None:
        self.private = private
        self._timeout = timeout
        self._longest = longest
        self._largest = largest
        self._until = time.monotonic() + longest
        self._received = 0

    def wait(self) -> float:
        """Returns the seconds that the next step may wait.

        :raises UnreadableSource: the time of the whole is over.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise UnreadableSource(f"took longer than {self._longest:g} seconds")
        return min(self._timeout, left)

    def count(self, received: int) -> None:
        """Counts so many more bytes.

        :raises UnreadableSource: they are too many.
        """
        self._received += received
        if self._received > self._largest:
            raise UnreadableSource(f"is larger than {self._largest / 1_000_000:g} MB")


class _LimitedReader(io.RawIOBase):
    """Reads what a socket receives, within limits."""

    def __init__(self, sock: socket.socket, limits: Limits) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._limits = limits

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._limits.wait())
        received: int | None = self._raw.readinto(buffer)
        self._limits.count(received or 0)
        return received

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    """An answer of a server whose every byte, status line and headers included, is read within limits."""

    def __init__(self, sock: socket.socket, *rest: Any, limits: Limits, **more: Any) -> None:
        super().__init__(sock, *rest, **more)
        self.fp.close()
        self.fp = io.BufferedReader(_LimitedReader(sock, limits))


def addresses(host: str, port: int, limits: Limits) -> list[Any]:
    """Returns the addresses of *host*, as ``socket.getaddrinfo`` gives them.

    A resolver cannot be interrupted: it is asked in a thread of its own, which is left behind where it takes too long.

    :raises OSError: it has none, or no answer came in time.
    :raises UnreadableSource: the time of the whole is over.
    """
    answers: queue.SimpleQueue[list[Any] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)))
        except Exception as error:  # handed over to who asked
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=limits.wait())
    except queue.Empty:
        raise TimeoutError("its name was not found in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def is_public(address: str) -> bool:
    """Tests whether an IP address is one of the internet's, not this machine's or a private network's."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return (inner or found).is_global and not (inner or found).is_multicast


def connect(limits: Limits, address: tuple[str, int], *_: object, private: bool = True) -> socket.socket:
    """Returns a connection to the first of the host's addresses that accepts one.

    :raises OSError: none does.
    :raises UnreadableSource: the time of the whole is over, or an address is not the internet's and *private* is false.
    """
    refused: OSError = OSError("it has no address")
    for family, kind, protocol, _name, place in addresses(*address, limits):
        if not private and not is_public(str(place[0])):
            raise UnreadableSource(
                f"leads to {place[0]}, inside this machine or a private network; quotes add --allow-private reaches it"
            )
        sock = None
        try:
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(limits.wait())
            sock.connect(place)
            sock.settimeout(limits.wait())  # for a handshake, which Python times as a whole, and for the request
        except BaseException as error:
            if sock is not None:
                sock.close()
            if not isinstance(error, OSError):
                raise
            refused = error
        else:
            return sock
    raise refused


def _kept(made: Callable[..., HTTPConnection], limits: Limits, private: bool, host: str, **more: Any) -> HTTPConnection:
    """Returns a connection of ``http.client``, *made* for *host*, that keeps *limits*."""
    connection: Any = made(host, **more)
    connection._create_connection = partial(connect, limits, private=private)
    connection.response_class = partial(_Response, limits=limits)
    found: HTTPConnection = connection
    return found


def _may_be_private(limits: Limits, request: Request) -> bool:
    """Tests whether a request may connect to a private address, as it may to a proxy that the person set up.

    Behind a proxy the proxy resolves the host; an address that is written in the URL is checked here.

    :raises UnreadableSource: the URL itself names an address that is not the internet's, and none may be reached.
    """
    if limits.private or (not request.has_proxy() and getattr(request, "_tunnel_host", None) is None):
        return limits.private
    host = urlsplit(request.full_url).hostname or ""
    numeric = ":" in host or host.replace(".", "").isdigit()
    if host == "localhost" or host.endswith(".localhost") or (numeric and not is_public(host)):
        raise UnreadableSource(
            f"leads to {host}, inside this machine or a private network; quotes add --allow-private reaches it"
        )
    return True


class Plain(HTTPHandler):
    """Opens ``http:`` URLs within limits."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def http_open(self, req: Request) -> HTTPResponse:
        """Returns the answer to a request."""
        return self.do_open(partial(_kept, HTTPConnection, self._limits, _may_be_private(self._limits, req)), req)


class Secure(HTTPSHandler):
    """Opens ``https:`` URLs within limits."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def https_open(self, req: Request) -> HTTPResponse:
        """Returns the answer to a request."""
        return self.do_open(partial(_kept, HTTPSConnection, self._limits, _may_be_private(self._limits, req)), req)
