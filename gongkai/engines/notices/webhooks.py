"""Webhooks 推送: signed JSON to the office systems that the administrator has named.

Named in the TOML file of `GONGKAI_WEBHOOKS`; see `gongkai.environment.webhook_endpoints`. Each request carries

    X-Gongkai-Event:      the number of its event: the same for every try
    X-Gongkai-Timestamp:  seconds since 1970, when it was signed
    X-Gongkai-Signature:  sha256= and the HMAC-SHA256 under the secret of "<timestamp>.<body>", in hex

An address inside the own network is reached only where the file says `private = true`; plain http likewise. The
address that was checked is the one that is called, and no redirection is followed, so a name that points elsewhere
the second time leads nowhere.
"""

import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.kernel.clock import now

PATIENCE = 10.0  # seconds for each step of a request


class Undelivered(ConnectionError):
    """The endpoint was not reached, or did not take the message; the sentence says why."""


@dataclass(frozen=True)
class Endpoint:
    """A system that is told: its name, address, shared secret, and whether it may stand in the own network."""

    name: str
    url: str
    secret: str
    private: bool = False


def endpoints() -> list[Endpoint]:
    """All that are named in the settings."""
    return [Endpoint(**one) for one in settings.GONGKAI_WEBHOOKS]


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The value of X-Gongkai-Signature."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def post(endpoint: Endpoint, *, event: str, payload: dict[str, Any]) -> None:
    """Send it and wait until it was taken (any 2xx). Raises Undelivered, or OSError from the network."""
    body = json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()
    timestamp = str(int(now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "gongkai",
        "X-Gongkai-Event": event,
        "X-Gongkai-Timestamp": timestamp,
        "X-Gongkai-Signature": signature(endpoint.secret, timestamp, body),
    }
    url = urlsplit(endpoint.url)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    connection = _connect(endpoint)
    try:
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
    except http.client.HTTPException as error:
        raise Undelivered(f"{endpoint.name} does not speak HTTP ({error!r}).") from error
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise Undelivered(f"{endpoint.name} answered {status}.")


def _connect(endpoint: Endpoint) -> http.client.HTTPConnection:
    """A connection to an address that has been checked."""
    url = urlsplit(endpoint.url)
    host, secure = url.hostname or "", url.scheme == "https"
    if not secure and not endpoint.private:
        raise Undelivered(f"{endpoint.name} must be reached by https, or be marked private = true.")
    port = url.port or (443 if secure else 80)
    for _family, _type, _proto, _name, found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not endpoint.private and not ipaddress.ip_address(found[0]).is_global:
            raise Undelivered(f"{endpoint.name} points into the own network; mark it private = true.")
    line = socket.create_connection((str(found[0]), port), PATIENCE)
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(line, server_hostname=host) if secure else line
        )
    except OSError:
        line.close()
        raise
    return connection
