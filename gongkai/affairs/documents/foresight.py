"""Foresight 预览: what the public would see after an act, shown before it is done."""

from collections.abc import Callable

from django.db import transaction

from gongkai.affairs.documents import queries
from gongkai.affairs.documents.models import Document


def seen_after(document: Document, act: Callable[[], object]) -> queries.Page | None:
    """The public page as it would be after `act`, which is done and taken back whole, its events with it.

    So the page comes from the very rules that will make it. Raises what the act raises.
    """
    with transaction.atomic():
        act()
        page = queries.page(document.index_number)
        transaction.set_rollback(True)
    return page
