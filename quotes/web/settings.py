"""Settings of ``quotes serve``: who may come in, by which names, and whether they may write."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from quotes.errors import UsageProblem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that no other one can have."""
SHORTEST_TOKEN = 16
"""Characters of a token at least: with ten guesses a minute, 16 letters and digits are never found."""

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person decided when they started the server.

    ``user`` signs the decisions of readers who come without a proxy's user; ``names`` are the hosts by which readers
    call the server, beside those of its address.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    writes: bool = False
    user: str | None = None
    token: str | None = None
    user_header: str | None = None
    trusted_proxies: tuple[Network, ...] = ()
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.user_header is None) != (not self.trusted_proxies):
            raise UsageProblem(
                "--user-header and --trusted-proxy belong together: the name is believed only from there"
            )
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise UsageProblem(f"the token is too short: at least {SHORTEST_TOKEN} characters (openssl rand -hex 16)")
        if not self.is_loopback and self.token is None and self.user_header is None:
            raise UsageProblem(
                f"--host {self.host} opens the store to the network: give a token (--token-file FILE or QUOTES_TOKEN), "
                "or --user-header with --trusted-proxy"
            )

    @property
    def is_loopback(self) -> bool:
        """Whether only programs of this machine reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def knows(self, host: str) -> bool:
        """Tests whether *host*, without its port, is a name of this server.

        A page from elsewhere can give its own name this machine's address (DNS rebinding), and then its script could
        read ours.  It can do so to names only: where the server is open to a network, addresses are believed.
        """
        name = host.strip("[]").lower()
        if name in LOOPBACK or name in self.names or name == self.host.lower():
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return not self.is_loopback

    def trusts(self, address: str | None) -> bool:
        """Tests whether *address* is that of a proxy whose word on the reader is believed."""
        try:
            there = ip_address(address or "")
        except ValueError:
            return False
        return any(there in network for network in self.trusted_proxies)


def network(given: str) -> Network:
    """Returns the address or network (``10.0.0.0/24``) that *given* writes.

    :raises UsageProblem: it is none.
    """
    try:
        return ip_network(given.strip())
    except ValueError:
        raise UsageProblem(f"{given!r} is no address (127.0.0.1, 10.0.0.0/24)") from None
