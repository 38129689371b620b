"""Index numbers 索引号 (regulations art 12): given in order within agency and year, never twice.

`MB0012345-2025-00317`: the nine characters of the agency's organisation code (or its own index
code where it has none), the year of drafting, and the number in the series.
"""

from gongkai.affairs.documents.models import IndexSeries
from gongkai.engines.agencies.models import Agency


def next_index_number(agency: Agency, year: int) -> str:
    """Take the next number; call it in the transaction that uses it."""
    series, _ = IndexSeries.objects.select_for_update().get_or_create(agency=agency, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{agency.index_code}-{year}-{series.last:05d}"
