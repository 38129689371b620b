"""A webhook received by a real server: the signature is checked as its owner would check it."""

import hmac
import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from gongkai.engines.notices.webhooks import Endpoint, Undelivered, post

pytestmark = [pytest.mark.full, pytest.mark.enable_socket]
SECRET = "a secret of the tests"


class Receiver(HTTPServer):
    answer = 204
    taken: list[tuple[Any, bytes]]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Receiver)
        self.server.taken.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.answer)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver(("127.0.0.1", 0), Handler) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def send(receiver: Receiver, *, private: bool = True) -> None:
    url = f"http://127.0.0.1:{receiver.server_port}/hook?x=1"
    post(Endpoint("oa", url, SECRET, private), event="17", payload={"event": 17, "notices": ["提醒"]})


def test_the_receiver_can_check_who_wrote_and_when(receiver: Receiver) -> None:
    send(receiver)
    [(headers, body)] = receiver.taken
    signed = headers["X-Gongkai-Timestamp"].encode() + b"." + body
    expected = "sha256=" + hmac.new(SECRET.encode(), signed, sha256).hexdigest()
    assert hmac.compare_digest(headers["X-Gongkai-Signature"], expected)
    assert headers["X-Gongkai-Event"] == "17"
    assert json.loads(body)["notices"] == ["提醒"]


@pytest.mark.parametrize("answer", [302, 404, 500])
def test_whatever_is_not_taken_is_tried_again_and_no_redirection_is_followed(
    receiver: Receiver, answer: int
) -> None:
    receiver.answer = answer
    with pytest.raises(Undelivered, match=str(answer)):
        send(receiver)
    assert len(receiver.taken) == 1


def test_the_own_network_is_not_reached_unasked(receiver: Receiver) -> None:
    with pytest.raises(Undelivered):
        send(receiver, private=False)
    assert receiver.taken == []


def test_nobody_there_is_an_error_of_the_network(receiver: Receiver) -> None:
    port = receiver.server_port
    receiver.shutdown()
    receiver.server_close()
    with pytest.raises(OSError, match="refused"):
        post(Endpoint("oa", f"http://127.0.0.1:{port}/", SECRET, True), event="1", payload={})
