"""Serves an application over HTTP until the program is asked to end, and lets requests in flight end first."""

import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel

from quotes.errors import QuotesError
from quotes.web.app import LARGEST

THREADS = 8
"""Requests that are answered at a time."""
LONGEST_HEAD = 32_768
"""Bytes of a request before its body: an address holds the whole state of a search."""
IDLE = 60
"""Seconds after which a connection without a request is closed."""
GRACE = 30.0
"""Seconds that requests in flight have to end once the program is asked to end."""
CONNECTIONS = 200


class Server:
    """A server that listens on one address; *sockets* holds all of its connections."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        self.sockets: dict[int, Any] = {}
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it tells of every request that waits for a thread
        try:
            self._server: Any = create_server(
                app,
                map=self.sockets,
                sockets=[_listening(host, port)],
                threads=THREADS,
                ident="quotes",
                max_request_body_size=LARGEST + 100_000,
                max_request_header_size=LONGEST_HEAD,
                channel_timeout=IDLE,
                connection_limit=CONNECTIONS,
                clear_untrusted_proxy_headers=False,  # the guard believes those of trusted proxies alone
            )
        except OSError as error:
            said = error.strerror or str(error)
            raise QuotesError(f"cannot listen at {host}, port {port} ({said}); --port takes another one") from None
        self._ends = False
        self._over = False
        self._closing = threading.RLock()  # a signal may come to the thread that holds it

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.effective_port)

    @property
    def listens(self) -> bool:
        """Whether new connections are taken."""
        listening: socket.socket | None = self._server.socket
        return listening is not None and listening.fileno() != -1

    def end(self) -> None:
        """Asks the server to end; may be called from any thread, from a signal, and when it has ended already."""
        self._ends = True
        with self._closing:
            if not self._over:  # its pipe's number may be another file's by now
                self._server.pull_trigger()

    def run(self) -> None:
        """Answers requests until :meth:`end` is called, then those that are in flight, for :data:`GRACE` seconds."""
        while not self._ends:
            self._turn()
        wasyncore.dispatcher.close(self._server)  # nobody new; the trigger stays, by which threads hand over answers
        until = time.monotonic() + GRACE
        while any(map(_is_busy, list(self.sockets.values()))) and time.monotonic() < until:
            self._turn()
        self._server.task_dispatcher.shutdown(timeout=1)
        with self._closing:
            self._over = True
        wasyncore.close_all(self.sockets, ignore_all=True)

    def _turn(self) -> None:
        wasyncore.loop(timeout=0.5, map=self.sockets, count=1)


def _is_busy(socket_: Any) -> bool:
    """Tests whether a connection has a request that isn't answered, or an answer that isn't sent."""
    return isinstance(socket_, HTTPChannel) and bool(socket_.requests or socket_.total_outbufs_len)


def _listening(host: str, port: int) -> socket.socket:
    """Returns a socket bound to the first address of *host*."""
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
        0
    ]
    bound = socket.socket(family, kind, proto)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    return bound


@contextmanager
def ended_by_signals(end: Callable[[], None]) -> Iterator[None]:
    """Calls *end* when the program gets SIGTERM, or SIGINT as by Ctrl-C; a second one ends it at once."""

    def hear(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.default_int_handler)
        end()

    before = {number: signal.signal(number, hear) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
