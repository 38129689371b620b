"""Where a document came from."""

from collections.abc import Iterable

from gongkai.intake.models import TakenFile


def known(sha256: str) -> TakenFile | None:
    """The file with these very bytes that was taken in before."""
    return TakenFile.objects.select_related("document").filter(sha256=sha256).first()


def last_from(path: str) -> TakenFile | None:
    """What was last taken in from this path."""
    return TakenFile.objects.select_related("document").filter(path=path).order_by("-id").first()


def sources(index_numbers: Iterable[str]) -> dict[str, str]:
    """Index number → path of the file that the document was taken from, where there is one."""
    rows = TakenFile.objects.filter(document__index_number__in=list(index_numbers)).order_by("id")
    return dict(rows.values_list("document__index_number", "path"))


def records_of(index_number: str) -> list[TakenFile]:
    """Every file that this document was made from, oldest first."""
    return list(TakenFile.objects.filter(document__index_number=index_number))
