"""Limits how often wrong tokens are tried."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

MOST = 5
"""Wrong tokens from one address within :data:`SECONDS`; the next has to wait."""
MOST_IN_ALL = 100
"""Wrong tokens from everywhere within :data:`SECONDS`: somebody tries from many addresses."""
SECONDS = 60.0
REMEMBERED = 10_000
"""Addresses that are remembered; of more, the oldest are forgotten."""


@dataclass(slots=True)
class Attempts:
    """The wrong tokens of the last minute; *clock* counts seconds."""

    clock: Callable[[], float] = time.monotonic
    _by_address: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    _all: deque[float] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, address: str) -> float:
        """Returns how many seconds *address* has to wait before its next try; 0 if it may try now."""
        with self._lock:
            now = self.clock()
            return max(
                _left(self._by_address.get(_network_of(address), deque()), MOST, now),
                _left(self._all, MOST_IN_ALL, now),
            )

    def failed(self, address: str) -> None:
        """Remembers that *address* has tried a wrong token."""
        with self._lock:
            now = self.clock()
            times = self._by_address.setdefault(_network_of(address), deque(maxlen=MOST))
            times.append(now)
            self._by_address.move_to_end(_network_of(address))
            while len(self._by_address) > REMEMBERED:
                self._by_address.popitem(last=False)
            self._all.append(now)
            while len(self._all) > MOST_IN_ALL:
                self._all.popleft()


def _left(times: deque[float], most: int, now: float) -> float:
    """Returns the seconds until fewer than *most* of the newest *times* are within the last :data:`SECONDS`."""
    return max(0.0, times[-most] + SECONDS - now) if len(times) >= most else 0.0


def _network_of(address: str) -> str:
    """Returns *address*, or of an IPv6 address its network: one machine has all addresses of a /64."""
    try:
        there = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((there, 64), strict=False)) if isinstance(there, IPv6Address) else address
