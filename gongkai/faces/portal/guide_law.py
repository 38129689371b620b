"""Law for applicants 申请人须知的法定内容: limits and fees as the agency's law pack has them today; none is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.models import Channel
from gongkai.engines.agencies.models import Agency
from gongkai.faces.portal.wording import limit_words
from gongkai.kernel.clock import today
from gongkai.kernel.law import load_pack
from gongkai.kernel.law.pack import Fee, LegalLimit, Pack

NATIONAL = "national"
LIMITS = (
    "receipt_confirmation", "correction_notice", "reply", "reply_extension", "third_party_opinion",
    "co_maker_opinion", "fee_payment", "reconsideration", "litigation", "applicant_retention",
)  # fmt: skip
FEES = ("items", "pages")
_UNITS = {"件": gettext_lazy("件"), "页": gettext_lazy("页")}

# How the day of receipt comes about in each channel (条例 art 31).
RECEIPT: Mapping[str, str | Promise] = {
    Channel.WEB: gettext_lazy("以双方确认之日为收到申请之日"),
    Channel.FAX: gettext_lazy("以双方确认之日为收到申请之日"),
    Channel.IN_PERSON: gettext_lazy("以提交之日为收到申请之日"),
    Channel.ORAL: gettext_lazy("书写有困难的可以口头提出，由工作人员代填；以提出之日为收到申请之日"),
    Channel.SIGNED_POST: gettext_lazy("以签收之日为收到申请之日"),
    Channel.POST: gettext_lazy("受理机关在收到的当日与您确认，以确认之日为收到申请之日"),
}


@dataclass(frozen=True)
class Term:
    """A limit in words. words: how long; law: whether it is law or a setting of the house."""

    limit: LegalLimit
    words: str

    @property
    def law(self) -> bool:
        return self.limit.verified


@dataclass(frozen=True)
class Band:
    """A line of a scale: the units it covers, and what each costs in yuan."""

    units: str
    price: int


@dataclass(frozen=True)
class Scale:
    """A way to charge. rises: what units beyond the bands cost, in words; samples: units and their whole price."""

    fee: Fee
    bands: list[Band]
    rises: str
    samples: list[tuple[str, int]]


def pack_of(agency: Agency | None) -> Pack:
    """The law pack that the agency goes by today; the country's where nobody is asked yet."""
    return load_pack(pack_name(agency, today()) if agency else NATIONAL)


def terms(pack: Pack) -> dict[str, Term]:
    """The limits that an applicant meets, those in force today, by id."""
    found = {}
    for name in LIMITS:
        try:
            limit = pack.limit(name, on=today())
        except LookupError:
            continue
        found[name] = Term(limit, limit_words(limit.value))
    return found


def scales(pack: Pack) -> list[Scale]:
    """The scales of the fee for processing that are in force today; none where the pack charges nothing."""
    found = []
    for name in FEES:
        try:
            fee = pack.fee(name, on=today())
        except LookupError:
            continue
        found.append(_scale(fee))
    return found


def _scale(fee: Fee) -> Scale:
    unit, bands, last = str(_UNITS[fee.unit]), [], 0
    for band in fee.scale.bands:
        said = {"a": last + 1, "b": band.to, "unit": unit}
        bands.append(
            Band(_("第%(a)s至%(b)s%(unit)s") % said if band.to else _("第%(a)s%(unit)s起") % said, band.price)
        )
        last = band.to or last
    rises = fee.scale.rises
    words = ""
    if rises:
        words = _("第%(a)s%(unit)s起，每%(n)s%(unit)s为一档，每档比上一档每%(unit)s多%(yuan)s元") % {
            "a": last + 1, "n": rises.every, "unit": unit, "yuan": rises.by,
        }  # fmt: skip
    free = next((band.to for band in fee.scale.bands if band.price == 0 and band.to), 0)
    counts = sorted({free, last, last + (rises.every if rises else 50)} - {0})
    return Scale(fee, bands, words, [(f"{n}{unit}", fee.scale.amount(n)) for n in counts])
