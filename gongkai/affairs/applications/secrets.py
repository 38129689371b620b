"""Secrets 保密: seals what tells who somebody is, recognises the same person by a keyed hash, makes query codes.

The keys are not the site's signing key: that one may be changed on any day, these must open what was sealed years
ago. They come from `GONGKAI_APPLICANT_KEYS` (comma separated, the newest first), else from the file
`applicant_keys` in the data folder (mode 0600, a line each). Whoever has the database without them reads nobody.
"""

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

# No letter or digit that is mistaken for another one: 32 signs, so 12 of them are 60 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 12
# Compared with where there is no such number, so that a wrong number takes as long as a wrong code.
NO_CODE = "no$" + "0" * 64


class Unreadable(RuntimeError):
    """What was sealed cannot be opened: a key is missing, or the text belongs to another row."""


def seal(text: str, context: str) -> bytes:
    """The text, encrypted and authenticated under the newest key and bound to `context` (whose row it is)."""
    whole = json.dumps([context, text], ensure_ascii=False)
    return _fernet().encrypt(whole.encode())


def unseal(token: bytes | memoryview, context: str) -> str:
    """The text again. Raises Unreadable."""
    try:
        owner, text = json.loads(_fernet().decrypt(bytes(token)))
    except InvalidToken as error:
        raise Unreadable(
            f"The sealed data of {context} cannot be opened: restore the keys it was sealed with."
        ) from error
    if owner != context:
        raise Unreadable(f"The sealed data of {context} belongs to {owner}: restore the row from a backup.")
    return str(text)


def seal_bytes(data: bytes, context: str) -> bytes:
    """The same for a file."""
    return _fernet().encrypt(context.encode() + b"\0" + data)


def unseal_bytes(token: bytes | memoryview, context: str) -> bytes:
    """The file again. Raises Unreadable."""
    try:
        owner, _, data = _fernet().decrypt(bytes(token)).partition(b"\0")
    except InvalidToken as error:
        raise Unreadable(
            f"The sealed file of {context} cannot be opened: restore the keys it was sealed with."
        ) from error
    if owner != context.encode():
        raise Unreadable(f"The sealed file of {context} belongs to another row: restore it from a backup.")
    return data


def fingerprint(proof: str, number: str, application: str) -> str:
    """The keyed hash of a proof of identity, or of the application's own number where none was given: nobody is taken
    for the same. Under the oldest key that is still held: while keys change, who applied
    before is recognised among those who apply now. Once the old keys are gone, `privacy.reseal` moves all on."""
    text = f"fingerprint:{proof}:{number.replace(' ', '').upper()}" if number else f"unproven:{application}"
    return hmac.new(_keys()[-1].encode(), text.encode(), hashlib.sha256).hexdigest()


def new_code() -> str:
    """A query code that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def hash_code(code: str) -> str:
    """What is stored of a query code: a salt and the salted hash."""
    salt = secrets.token_hex(8)
    return f"{salt}${_digest(salt, code)}"


def same_code(code: str, stored: str) -> bool:
    """Whether this is the code, in constant time; blanks, hyphens and small letters do not matter."""
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_digest(salt, code), digest)


def new_key() -> None:
    """Put a new key before the others in the file. Raises RuntimeError where the environment gives the keys."""
    if settings.GONGKAI_APPLICANT_KEYS:
        raise RuntimeError("Put the new key first in GONGKAI_APPLICANT_KEYS, then seal everything again.")
    _write([Fernet.generate_key().decode(), *_keys()])


def retire_old_keys() -> None:
    """Keep the newest key only: after everything was sealed under it. Raises RuntimeError as `new_key`."""
    if settings.GONGKAI_APPLICANT_KEYS:
        raise RuntimeError("Take the old keys out of GONGKAI_APPLICANT_KEYS.")
    _write(_keys()[:1])


def _digest(salt: str, code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign in ALPHABET)
    return hashlib.sha256(f"{salt}:{plain}".encode()).hexdigest()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> list[str]:
    if settings.GONGKAI_APPLICANT_KEYS:
        return list(settings.GONGKAI_APPLICANT_KEYS)
    path = _path()
    if not path.exists():
        beside = _beside([Fernet.generate_key().decode()])
        # a link is made whole or not at all: of two processes that start at once, one makes it
        with suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()
    return path.read_text("ascii").split()


def _write(keys: list[str]) -> None:
    _beside(keys).replace(_path())


def _beside(keys: list[str]) -> Path:
    """A whole file with these keys, to be put in its place at once."""
    path = _path().with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def _path() -> Path:
    return Path(settings.HOME) / "applicant_keys"
