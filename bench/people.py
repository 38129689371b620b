"""People at the form of an application: each with a connection, cookies and an address of his own.

They ask for every page and send every form with its token, as a browser does; pictures and styles are left out.
"""

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

NEW = "/apply/new/"
CHECK, RECEIVED = f"{NEW}check/", f"{NEW}received/"
# What somebody does to whom the site is gone: he waits a moment and asks again.
A_MOMENT, PATIENCE, ANSWER_WITHIN = 1.0, 90, 120.0  # seconds, times, seconds
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SIGNS = re.compile(r'<b class="code">([^<]+)</b>')


class Page(NamedTuple):
    """What came back."""

    status: int
    location: str
    text: str


class Receipt(NamedTuple):
    """What somebody has seen on the last page."""

    number: str
    code: str


@dataclass
class Person:
    """Somebody who applies. handed_in: seconds from each press of the last button to its answer; broken: how often
    the site did not answer, or answered with a fault of its own or that he should come later."""

    number: int
    port: int
    agency: str
    cookies: dict[str, str] = field(default_factory=dict)
    handed_in: list[float] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    asked: int = 0
    token: str = ""
    broken: int = 0
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @property
    def wanted(self) -> str:
        """What he asks for; nobody else asks for the same."""
        return f"第{self.number}号地块2024年度征收补偿款的拨付明细"

    @property
    def name(self) -> str:
        """What he is called."""
        return f"申请人{self.number}"

    @property
    def phone(self) -> str:
        """How he can be reached."""
        return f"139{self.number:08d}"

    @property
    def proof(self) -> str:
        """The number of his passport, a composed one."""
        return f"E{self.number:08d}"

    async def look_through(self) -> None:
        """Ask for the page that shows all answers once more."""
        self.token = _token(await self._page("GET", CHECK))

    async def fill_in(self) -> None:
        """Choose the organ and answer every page, up to that one."""
        await self._page("GET", f"{NEW}?agency={self.agency}")
        place = (await self._page("POST", NEW, {"agency": self.agency})).location
        answers: dict[str, dict[str, str]] = {
            "wanted": {"wanted": self.wanted},
            "found": {},
            "form": {"medium": "electronic", "delivery": "web"},
            "kind": {"kind": "natural"},
            "identity": {"name": self.name, "proof": "passport", "proof_number": self.proof},
            "contact": {"phone": self.phone, "email": "", "address": "", "postcode": ""},
        }
        while place != CHECK:
            place = await self._send(place, answers[place.removeprefix(NEW).strip("/")])

    async def hand_in(self) -> None:
        """Press the button and look at the receipt; where the site breaks, ask for the page again and go on."""
        await self.leave()  # the server has closed a connection that lay idle
        pressed = True
        for _ in range(PATIENCE):
            begun = time.perf_counter()
            answer = await self._ask("POST", CHECK, {}) if pressed else await self._ask("GET", CHECK)
            if pressed and answer is not None and answer.status == 302:
                self.handed_in.append(time.perf_counter() - begun)
            if answer is not None and answer.location == RECEIVED:
                answer = await self._ask("GET", RECEIVED)
                if answer is not None and answer.status == 200:
                    number, code = _SIGNS.findall(answer.text)
                    self.receipts.append(Receipt(number, code.replace("-", "")))
                    return
            if answer is None or answer.status == 429 or answer.status >= 500:
                self.broken += 1
                pressed = False
                await asyncio.sleep(A_MOMENT)
            elif answer.status == 200 and not pressed:
                self.token, pressed = _token(answer), True
            elif answer.status == 302 and answer.location == CHECK:
                pressed = False
                await asyncio.sleep(A_MOMENT)
            else:
                raise RuntimeError(f"{self.number}: {answer.status} {answer.location} {answer.text[:300]}")

    async def leave(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            with suppress(OSError):
                await self._streams[1].wait_closed()
            self._streams = None

    async def _send(self, place: str, answers: dict[str, str]) -> str:
        self.token = _token(await self._page("GET", place))
        return (await self._page("POST", place, answers)).location

    async def _page(self, method: str, path: str, form: dict[str, str] | None = None) -> Page:
        answer = await self._ask(method, path, form)
        if answer is None or answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status if answer else 'no answer'}")
        return answer

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Page | None:
        """One request; None where no whole answer came."""
        self.asked += 1
        try:
            return await asyncio.wait_for(self._exchange(method, path, form), ANSWER_WITHIN)
        except (OSError, EOFError, TimeoutError):
            await self.leave()
            return None

    async def _exchange(self, method: str, path: str, form: dict[str, str] | None) -> Page:
        body = urlencode({**form, "csrfmiddlewaretoken": self.token}).encode() if form is not None else b""
        head = [
            f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}",
            f"X-Forwarded-For: 10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}",
            "Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        ]  # fmt: skip
        if form is not None:
            head += [
                f"Origin: http://127.0.0.1:{self.port}", f"Content-Length: {len(body)}",
                "Content-Type: application/x-www-form-urlencoded",
            ]  # fmt: skip
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await writer.drain()
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length, location = 0, ""
        for line in lines:
            name, _, value = line.partition(": ")
            match name.lower():
                case "content-length":
                    length = int(value)
                case "location":
                    location = urlsplit(value).path
                case "set-cookie":
                    key, _, kept = value.partition(";")[0].partition("=")
                    self.cookies[key] = kept
        text = (await reader.readexactly(length)).decode()
        return Page(int(first.split()[1]), location, text)


def _token(page: Page) -> str:
    found = _TOKEN.search(page.text)
    if found is None:
        raise RuntimeError(f"A page without a form: {page.status} {page.location} {page.text[:300]}")
    return unescape(found[1])
