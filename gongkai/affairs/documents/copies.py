"""Public copies 公开副本: what the public gets of an attachment, cleaned and masked; the original stays inside.

They are made when an edition is sent up: from then on neither text nor files change, so those who review and sign
look at the very bytes that will be public.
"""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from html import unescape

from django.core.files.storage import default_storage

from gongkai.affairs.documents import body as bodies
from gongkai.affairs.documents import context, masking, screening, sieve, store
from gongkai.affairs.documents.masking import in_file
from gongkai.affairs.documents.models import Attachment, Edition, Finding, PublicCopy, Resolution
from gongkai.engines import files
from gongkai.engines.files import FileRefused, Readable
from gongkai.engines.screening import Context
from gongkai.kernel.clock import now

_WORDS = re.compile(r"(?<=>)[^<]+")


@dataclass(frozen=True)
class Made:
    """A copy that is kept in the store and not yet in the tables. `covered`: the findings that it takes care of."""

    attachment: Attachment
    name: str
    sha256: str
    size: int
    media_type: str
    text: str
    covered: frozenset[int]
    form: str = ""
    body: str = ""
    as_is: str = ""


def made_of(edition: Edition, *, as_they_are: bool = False) -> tuple[list[Made], list[str]]:
    """Copies of the attachments that have none which covers what is masked by now; and why others cannot be made.

    as_they_are: a file that cannot be cleaned is taken as it is, for it was public like that elsewhere; what
    people masked in it is a reason not to.
    """
    found: list[Made] = []
    reasons: list[str] = []
    seen: Context | None = None
    for attachment in edition.attachments.select_related("public_copy"):
        masked = list(attachment.findings.filter(resolution=Resolution.MASKED))
        present: PublicCopy | None = getattr(attachment, "public_copy", None)
        if present is not None and present.masked == len(masked):
            continue
        seen = seen or context.context_of(edition.document.agency)
        try:
            found.append(_made(attachment, masked, seen))
        except FileRefused as refused:
            if as_they_are and not masked:
                found.append(_as_it_is(attachment, str(refused)))
            else:
                reasons.append(f"附件“{attachment.name}”不能生成公开副本：{refused}")
        except FileNotFoundError:
            reasons.append(f"附件“{attachment.name}”的文件不在存放处，请删去后重新上传。")
    return found, reasons


def keep(made: Iterable[Made]) -> None:
    """Enter the copies in the tables; inside the transaction of the verb."""
    for one in made:
        PublicCopy.objects.update_or_create(
            attachment=one.attachment,
            defaults={
                "name": one.name, "sha256": one.sha256, "size": one.size, "media_type": one.media_type,
                "text": one.text, "form": one.form, "body": one.body, "masked": len(one.covered),
                "as_is": one.as_is[:300], "made_at": now(),
            },
        )  # fmt: skip


def _made(attachment: Attachment, masked: Sequence[Finding], seen: Context) -> Made:
    data = _bytes_of(attachment)
    if not masked:
        clean, read = files.strip_and_read(data, attachment.name)
        return _kept(attachment, clean, attachment.name, _said(read), attachment.text, frozenset())
    wanted = {(one.kind, one.digest) for one in masked}
    hidden = [
        one
        for one in sieve.of_file(data, attachment.name, seen)
        if (one.finding.kind, screening.digest_of(one)) in wanted
    ]
    replace = in_file({one.raw: one.finding.masked for one in hidden if one.finding.masked != one.raw})
    made = files.masked(data, replace)
    name = replace(attachment.name)
    left = [
        one
        for one in sieve.of_file(made, name, seen)
        if (one.finding.kind, screening.digest_of(one)) in wanted
    ]
    if left:
        places = "、".join(sorted({one.where for one in left})[:5])
        raise FileRefused(f"遮盖后“{places}”仍有同样的内容，请修改原文件后重新上传。")
    if made.startswith(
        b"%PDF-"
    ):  # its masked pages are pictures now: the words are those of the file, masked
        said = _covered(_said(files.readable(data, name)), replace, wanted, seen)
    else:
        said = _said(files.readable(made, name))
    text = replace(attachment.text)
    return _kept(attachment, made, name, said, text, frozenset(one.pk for one in masked))


def _said(read: Readable) -> Readable:
    """With its body sanitised as every body is, and the words of that body where there is one."""
    body = bodies.sanitise(read.html)
    return Readable(read.form, body, bodies.plain(body)) if read.form else read


def _covered(
    read: Readable, replace: Callable[[str], str], wanted: Set[tuple[str, str]], seen: Context
) -> Readable:
    """With what people masked masked in it; nothing at all where some of it is left."""
    body = _WORDS.sub(lambda words: masking.written(replace(unescape(words[0]))), read.html)
    text = bodies.plain(body) if read.form else replace(read.text)
    if any((one.finding.kind, screening.digest_of(one)) in wanted for one in sieve.of_text(text, seen)):
        return Readable("", "", "")
    return Readable(read.form, body, text)


def _as_it_is(attachment: Attachment, why: str) -> Made:
    text = attachment.text or files.readable(_bytes_of(attachment), attachment.name).text
    return Made(
        attachment, attachment.name, attachment.sha256, attachment.size, attachment.media_type, text,
        frozenset(), as_is=why,
    )  # fmt: skip


def _kept(
    attachment: Attachment, data: bytes, name: str, read: Readable, text: str, covered: frozenset[int]
) -> Made:
    """text: what whoever attached it knew of its words (of a scan, say); else what was read counts."""
    return Made(
        attachment, name, store.keep(data), len(data), store.media_type(data), text or read.text, covered,
        read.form, read.html,
    )  # fmt: skip


def _bytes_of(attachment: Attachment) -> bytes:
    with default_storage.open(store.path_of(attachment.sha256)) as file:
        data: bytes = file.read()
    return data
