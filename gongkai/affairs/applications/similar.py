"""Similar 相关: earlier applications that ask for much the same, the applicant's own, and documents that may answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from gongkai.affairs.applications.models import CLOSED, Applicant, Application, Likeness
from gongkai.affairs.documents.models import Edition
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.engines.search.queries import search
from gongkai.engines.search.results import Filters
from gongkai.kernel.hanzi import fold

# How many of the organ's newest applications are compared, and how much must be alike.
LOOKED_AT = 2_000
ALIKE = 0.5
# How many characters in a row say something.
TELLING = 4
# What nearly every application says and what tells nothing of what is wanted.
_COMMON = re.compile(
    r"(本人|我单位|我公司|现|特|拟|请|依法|向贵(局|单位|机关|府)|申请|公开|提供|政府信息|的|了|及|和|与|关于)+"
)
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Similar:
    """An earlier application. why: in Chinese; share: how much of what is wanted is the same, 0 to 1."""

    application: Application
    why: str
    share: float


@dataclass(frozen=True)
class MayAnswer:
    """A live document that may hold what is wanted, and which words of it are there."""

    edition: Edition
    why: str


def own_earlier(application: Application, *, limit: int = 20) -> list[Similar]:
    """What the same applicant asked the same organ before, the last in front: told by keyed hashes, nobody opened."""
    # as the index on fingerprints has it: those of erased applicants are empty, and like each other
    known = Applicant.objects.filter(~Q(fingerprint=""))
    mark = known.filter(application=application).values("fingerprint")
    same = known.filter(fingerprint__in=mark).values("application")
    found = Application.objects.filter(agency=application.agency_id, pk__in=same, pk__lt=application.pk)
    mine = _pairs(application.wanted)
    return [
        Similar(one, _same_applicant(one, share), share)
        for one in found.order_by("-pk")[:limit]
        for share in [_share(mine, _pairs(one.wanted))]
    ]


def _same_applicant(one: Application, share: float) -> str:
    ended = "已经办结" if one.stage in CLOSED else "正在办理"
    alike = f"，内容约{share:.0%}相同" if share >= ALIKE else ""
    return f"同一申请人此前提出，{ended}{alike}"


def similar(application: Application, *, limit: int = 5) -> list[Similar]:
    """Others' and earlier applications to the same organ that ask for much the same, the likest in front."""
    best = _noted(application, limit) if application.received_on else dict(compared(application)[:limit])
    found = Application.objects.in_bulk(best) if best else {}
    return [
        Similar(found[pk], f"都申请“{_common(application.wanted, found[pk].wanted)}”", share)
        for pk, share in best.items()
    ]


def compared(application: Application, *, received: bool = False) -> list[tuple[int, float]]:
    """The keys of the organ's applications that ask for much the same, and how much; the likest, then the newest,
    in front. received: only those that `actions.comparing` has compared too."""
    mine = _pairs(application.wanted)
    if not mine:
        return []
    newest = Application.objects.filter(agency=application.agency_id).exclude(pk=application.pk)
    if received:
        newest = newest.filter(received_on__isnull=False)
    rows = newest.order_by("-pk").values_list("pk", "wanted")[:LOOKED_AT]
    alike = [(pk, share) for pk, wanted in rows if (share := _share(mine, _pairs(wanted))) >= ALIKE]
    return sorted(alike, key=lambda one: (-one[1], -one[0]))


def _noted(application: Application, limit: int) -> dict[int, float]:
    """The same as it was noted when the two were received."""
    found = Likeness.objects.filter(Q(earlier=application) | Q(later=application))
    rows = found.order_by("-share", "-later", "-earlier").values_list("earlier", "later", "share")[:limit]
    return {later if earlier == application.pk else earlier: share for earlier, later, share in rows}


def may_answer(application: Application, *, limit: int = 5) -> list[MayAnswer]:
    """Published documents that may hold what is wanted, best first; none while there is no index."""
    return documents_about(application.wanted, limit=limit)


def documents_about(wanted: str, *, limit: int = 5) -> list[MayAnswer]:
    """The same for what somebody is about to ask for."""
    words = " ".join(part for part in _SIGNS.split(_COMMON.sub(" ", wanted)) if part)[:200]
    if not words:
        return []
    results = search(words, filters=Filters(kind=["document"]), per_page=limit, facets=())
    told = _told(results.terms, relaxed=results.relaxed)
    found = by_index_numbers([hit.id for hit in results.hits])
    return [MayAnswer(edition, _shared(wanted, edition) or told) for edition in found]


def _shared(wanted: str, edition: Edition) -> str:
    """The longest stretch of what is wanted that stands in the title, else in the text; empty where it is short."""
    for name, text in (("标题", edition.title), ("正文", edition.text)):
        if len(common := _common(wanted, text)) >= TELLING:
            return f"{name}中有“{common}”"
    return ""


def _told(terms: Iterable[str], *, relaxed: bool) -> str:
    words = "、".join(f"“{term}”" for term in list(terms)[:6])
    return f"与{words}等大部分词语相符" if relaxed else f"含有{words}"


def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters of what is wanted, without what every application says."""
    plain = _COMMON.sub(" ", fold(text))
    return frozenset(part[at : at + 2] for part in _SIGNS.split(plain) for at in range(max(len(part) - 1, 0)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller is in the other."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _common(one: str, other: str) -> str:
    """The longest stretch that both have."""
    match = SequenceMatcher(None, one[:500], other[:500], autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size].strip("，。、；： ")[:40]
