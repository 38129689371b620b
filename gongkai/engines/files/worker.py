"""The process that takes one file apart: `python -m gongkai.engines.files.worker`, see `isolation`.

In: one line of JSON (`work`, `arguments`, `seconds`, `memory`), then the file. Out: one line of JSON (`result`, or
`refused` with a sentence), then the file that was made, if any. It opens no connection, and
writes only into the folder for temporary files that its caller made and takes away.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from gongkai.engines.files.refused import FileRefused


def _examine(data: bytes, name: str, limit: int) -> tuple[Any, bytes]:
    from gongkai.engines.files.examine import examine

    return asdict(examine(data, name, limit)), b""


def _parts(data: bytes, name: str) -> tuple[Any, bytes]:
    from gongkai.engines.files.reading import parts_of

    return [(part.where, part.text, part.hidden, part.kind) for part in parts_of(data, name)], b""


def _strip(data: bytes) -> tuple[Any, bytes]:
    from gongkai.engines.files.cleaning import stripped

    return None, stripped(data)


def _strip_and_read(data: bytes, name: str) -> tuple[Any, bytes]:
    from gongkai.engines.files.cleaning import stripped
    from gongkai.engines.files.reading.readable import readable

    clean = stripped(data)
    return readable(clean, name), clean


def _readable(data: bytes, name: str) -> tuple[Any, bytes]:
    from gongkai.engines.files.reading.readable import readable

    return readable(data, name), b""


def _texts(data: bytes) -> tuple[Any, bytes]:
    from gongkai.engines.files.masking import texts_of

    return texts_of(data), b""


def _replaced(data: bytes, changes: dict[str, str]) -> tuple[Any, bytes]:
    from gongkai.engines.files.masking import replaced

    return None, replaced(data, changes)


def _redact(data: bytes, areas: list[list[float]], words: list[str]) -> tuple[Any, bytes]:
    from gongkai.engines.files.masking.pdf import redacted

    return None, redacted(data, [(int(page), x0, y0, x1, y1) for page, x0, y0, x1, y1 in areas], words)


def _pictures(data: bytes) -> tuple[Any, bytes]:
    from gongkai.engines.files.masking.pictures import pictures

    return pictures(data)


def _leaks(data: bytes, secrets: list[str]) -> tuple[Any, bytes]:
    from gongkai.engines.files.masking import texts_of
    from gongkai.engines.files.masking.leaks import leaked

    return sorted(leaked(data, texts_of(data), frozenset(secrets))), b""


def _html(data: bytes) -> tuple[Any, bytes]:
    from gongkai.engines.files.reading.html import body_of

    return body_of(data), b""


def _grid(data: bytes) -> tuple[Any, bytes]:
    from gongkai.engines.files.reading.grid import grid

    return grid(data), b""


WORKS: dict[str, Callable[..., tuple[Any, bytes]]] = {
    "examine": _examine,
    "parts": _parts,
    "strip": _strip,
    "strip_and_read": _strip_and_read,
    "readable": _readable,
    "texts": _texts,
    "replaced": _replaced,
    "redact": _redact,
    "pictures": _pictures,
    "leaks": _leaks,
    "html": _html,
    "grid": _grid,
}


_LARGEST_FILE = 512 * 1024 * 1024


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """One file, one answer; any other way out is a failure that the caller sees."""
    call = json.loads(sys.stdin.buffer.readline())
    _limit(call["seconds"], call["memory"])
    try:
        result, made = WORKS[call["work"]](sys.stdin.buffer.read(), **call["arguments"])
        answer = {"result": result}
    except FileRefused as refusal:
        answer, made = {"refused": str(refusal)}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
