"""The pack that an agency goes by 所循法规包, whole: for whoever asks it more than what is owed."""

import logging
from datetime import date

from gongkai.engines.agencies.models import Agency
from gongkai.engines.duties.law import present_book
from gongkai.kernel.clock import today
from gongkai.kernel.law import Pack, PackError, load_pack

log = logging.getLogger(__name__)

_last_good: dict[str, Pack] = {}


def pack_for(agency: Agency, *, on: date | None = None) -> Pack:
    """The pack of an agency on a day, today by default.

    While its files cannot be used (saved by half, say), it is what was read last; PackError when nothing was.
    """
    name = present_book().pack_of(agency.slug, on or today())
    try:
        _last_good[name] = load_pack(name)
    except PackError as error:
        if name not in _last_good:
            raise
        log.error("The pack %s cannot be used; its last good version stays in force: %s", name, error)
    return _last_good[name]
