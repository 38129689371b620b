"""Numbers 编号: index numbers 索引号 (regulations art 12), given in order within agency and year, never twice; and that
a document number 发文字号 is given once.

`MB0012345-2025-00317`: the nine characters of the agency's organisation code (or its own index
code where it has none), the year of drafting, and the number in the series.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from gongkai.affairs.documents.checks import number_faults
from gongkai.affairs.documents.models import Document, IndexSeries
from gongkai.engines.agencies.models import Agency
from gongkai.kernel.flow import Refused


def next_index_number(agency: Agency, year: int) -> str:
    """Take the next number; call it in the transaction that uses it."""
    series, _ = IndexSeries.objects.select_for_update().get_or_create(agency=agency, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{agency.index_code}-{year}-{series.last:05d}"


@contextmanager
def numbered_once(number: str, agency: Agency, document: Document | None = None) -> Iterator[None]:
    """Around the write of a document number: refused where somebody else gave it away since it was checked."""
    if not number:
        yield
        return
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if reasons := number_faults(number, agency, document):
            raise Refused(reasons) from None
        raise
