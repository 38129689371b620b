"""Virus scan 查毒: hands a file to clamd over its INSTREAM command, where one is configured."""

import socket
import struct

from gongkai.engines.files.refused import FileRefused

_CHUNK = 64 * 1024
_UNREACHABLE = "查毒服务连接不上，文件未收下，请稍后再试或告知系统管理员。"


def scan(data: bytes) -> None:
    """Nothing when the file is clean or no scanner is configured (`GONGKAI_CLAMD`); else raises FileRefused.

    A scanner that cannot be reached, or does not answer plainly, refuses the file as well.
    """
    from django.conf import settings  # here, for the reading process has no use of Django

    if not settings.GONGKAI_CLAMD:
        return
    try:
        with connected(settings.GONGKAI_CLAMD) as connection:
            answer = ask(connection, data)
    except OSError:
        raise FileRefused(_UNREACHABLE) from None
    judge(answer)


def connected(address: str, seconds: float = 30.0) -> socket.socket:
    """A connection to `host:port`, or to the path of a Unix socket; raises OSError."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host.strip("[]"), int(port)), seconds)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def ask(connection: socket.socket, data: bytes) -> str:
    """Send the file in chunks, each after its length, a zero length last; the scanner's one-line answer."""
    connection.sendall(b"zINSTREAM\0")
    for at in range(0, len(data), _CHUNK):
        chunk = data[at : at + _CHUNK]
        connection.sendall(struct.pack("!I", len(chunk)) + chunk)
    connection.sendall(struct.pack("!I", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096:
        received = connection.recv(4096)
        if not received:
            break
        answer += received
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def judge(answer: str) -> None:
    """Nothing for `stream: OK`; FileRefused for a virus found and for every other answer."""
    if answer.endswith(": OK"):
        return
    if answer.endswith(" FOUND"):
        name = answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise FileRefused(f"文件带有病毒（{name}），未收下，请先在本机查杀。")
    raise FileRefused(_UNREACHABLE)
