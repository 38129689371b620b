"""Comparing 比对: notes which applications to an organ ask for much the same, when it takes their texts in.

What it writes is an index of the texts: it tells nothing of its own, so it is no event.
"""

from django.db.models import Q

from gongkai.affairs.applications.models import Application, Likeness
from gongkai.affairs.applications.similar import compared

# Of very many alike, as after a circular letter, only so many are kept.
KEPT = 100


def note_likeness(application: Application) -> None:
    """Compare a received application with the others of its organ, and forget what was noted of its former text."""
    Likeness.objects.filter(Q(earlier=application) | Q(later=application)).delete()
    own = application.pk
    alike = (
        Likeness(earlier_id=min(own, pk), later_id=max(own, pk), share=share)
        for pk, share in compared(application, received=True)[:KEPT]
    )
    # the other one may be compared with this one in the same moment
    Likeness.objects.bulk_create(alike, ignore_conflicts=True)
