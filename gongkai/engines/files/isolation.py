"""Isolation 隔离: files from outside are taken apart in a process of their own, with little time and memory.

A parser that crashes, hangs or swells on a hostile file takes that process with it and nothing else.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from gongkai.engines.files.refused import FileRefused, ReaderFailed

SECONDS = 60
MEMORY_BYTES = 2 * 1024 * 1024 * 1024
_FAILED = "处理这个文件的程序出错、超时或超出内存，文件可能已损坏或不合常理，请人工查看，或重新保存后再试。"


def isolated(work: str, data: bytes, seconds: int = SECONDS, **arguments: Any) -> tuple[Any, bytes]:
    """Run `work` (a name in `worker.WORKS`) on `data`: the plain result, and the file it made, if any.

    Raises FileRefused for what the work refuses, ReaderFailed when the process dies or takes more than `seconds`
    or 2 GiB.
    """
    call = json.dumps({"work": work, "arguments": arguments, "seconds": seconds, "memory": MEMORY_BYTES})
    try:
        process = _run(call.encode() + b"\n" + data, seconds + 5)
        head, _, made = process.stdout.partition(b"\n")
        answer = json.loads(head)
    except (subprocess.TimeoutExpired, ValueError):
        raise ReaderFailed(_FAILED) from None
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    if process.returncode != 0 or "result" not in answer:
        raise ReaderFailed(_FAILED)
    return answer["result"], made


def _run(sent: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    # The workbook writer keeps sheets in temporary files: they go with the folder, whatever becomes of the process.
    with tempfile.TemporaryDirectory(prefix="gongkai-files-") as folder:
        return subprocess.run(
            [sys.executable, "-B", "-m", "gongkai.engines.files.worker"],
            input=sent,
            capture_output=True,
            timeout=seconds,
            env={
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                "LC_ALL": "C.UTF-8",
                "TMPDIR": folder,
            },
            check=False,
        )
