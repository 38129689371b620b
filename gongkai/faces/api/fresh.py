"""Fresh 时效: since when an answer has been what it is, for caches."""

from datetime import datetime, time, timedelta

from django.http import HttpResponse
from django.utils.http import http_date

from gongkai.engines.ledger import queries as ledger
from gongkai.kernel.clock import CHINA, now


def stamp(response: HttpResponse) -> None:
    """Say when anything here last changed: at the last event, or this midnight, when validity may have.

    Coarse and therefore never wrong: nothing that is shown changes without an event. The header counts
    whole seconds, so it is left out until the second of the last event is over.
    """
    present = now()
    last = datetime.combine(present.date(), time(), CHINA)
    for event in ledger.events_after(ledger.head() - 1, 1):
        last = max(last, event.at)
    if present - last >= timedelta(seconds=1):
        response.headers["Last-Modified"] = http_date(last.timestamp())
