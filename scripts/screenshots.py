"""Take the README's pictures: the demo county in a data folder of its own, served, seen by Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 780}
PICTURES = (
    ("home", "/", WIDE),
    ("search", "/search/?q=农村危房改造", WIDE),
    ("document", "", WIDE),
    ("phone", "", NARROW),
)


def main() -> None:
    """Tell, serve, look, stop."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "GONGKAI_HOME": home}
        command = [str(Path(sys.executable).parent / "gongkai")]
        subprocess.run([*command, "demo", "--no-serve"], env=environment, check=True)
        number = subprocess.run(
            [*command, "search", "青政规〔2025〕6号", "--json"],
            env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        document = _first_path(number)
        port = _free_port()
        server = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment)
        try:
            _wait(port)
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=shutil.which("chromium"),
                    args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
                )
                for name, path, size in PICTURES:
                    _picture(browser, f"http://127.0.0.1:{port}{path or document}", name, size)
                browser.close()
        finally:
            server.terminate()
            server.wait(20)


def _picture(browser: Browser, address: str, name: str, size: dict[str, int]) -> None:
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    page.goto(address)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def _first_path(listing: str) -> str:
    import json
    from urllib.parse import urlsplit

    hits = json.loads(listing)
    hit = (hits["hits"] if isinstance(hits, dict) else hits)[0]
    return urlsplit(hit["url"]).path


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not come up.")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
