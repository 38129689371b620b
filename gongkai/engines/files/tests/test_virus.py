"""The virus scanner: what it is sent and how its answers are taken; no answer is no consent."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from gongkai.engines.files import FileRefused, virus


class Scanner:
    """A scanner at the other end of a pair of sockets, with one answer."""

    def __init__(self, answer: bytes) -> None:
        self.ours, theirs = socket.socketpair()
        self.received = b""
        self.thread = threading.Thread(target=self._serve, args=(theirs, answer))
        self.thread.start()

    def _serve(self, connection: socket.socket, answer: bytes) -> None:
        with connection:
            while not self.received.endswith(b"\0\0\0\0"):
                self.received += connection.recv(65536)
            connection.sendall(answer)


@pytest.fixture
def scanner(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings, socket_enabled: None
) -> Iterator[Callable[[bytes], Scanner]]:
    started: list[Scanner] = []

    def start(answer: bytes) -> Scanner:
        one = Scanner(answer)
        started.append(one)
        monkeypatch.setattr(virus, "connected", lambda address: one.ours)
        return one

    settings.GONGKAI_CLAMD = "clamd.example:3310"
    yield start
    for one in started:
        one.thread.join()


def test_a_clean_file_is_sent_in_chunks_and_passes(scanner: Callable[[bytes], Scanner]) -> None:
    server = scanner(b"stream: OK\0")
    virus.scan(b"x" * 70_000)
    server.thread.join()
    command, rest = server.received.split(b"\0", 1)
    assert command == b"zINSTREAM"
    assert rest == (
        (65536).to_bytes(4, "big") + b"x" * 65536 + (4464).to_bytes(4, "big") + b"x" * 4464 + bytes(4)
    )


def test_a_virus_is_named(scanner: Callable[[bytes], Scanner]) -> None:
    scanner(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(FileRefused, match="带有病毒（Eicar-Test-Signature）"):
        virus.scan(b"x")


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but no\0"])
def test_any_other_answer_refuses(scanner: Callable[[bytes], Scanner], answer: bytes) -> None:
    scanner(answer)
    with pytest.raises(FileRefused, match="查毒服务连接不上"):
        virus.scan(b"x")


def test_a_scanner_that_is_away_refuses(settings: LazySettings, tmp_path: Path, socket_enabled: None) -> None:
    settings.GONGKAI_CLAMD = str(tmp_path / "clamd.sock")
    with pytest.raises(FileRefused, match="文件未收下"):
        virus.scan(b"x")


def test_without_a_scanner_nothing_is_asked(settings: LazySettings) -> None:
    settings.GONGKAI_CLAMD = ""
    virus.scan(b"x")


def test_a_scanner_behind_a_unix_socket(settings: LazySettings, tmp_path: Path, socket_enabled: None) -> None:
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        with virus.connected(path) as connection:
            assert connection.family == socket.AF_UNIX
