"""Values 填写内容: what a case puts into the words of its letters; whose name it is, none of them tells."""

from collections.abc import Sequence
from datetime import date

from gongkai.affairs.applications.clocks import reply_of
from gongkai.affairs.applications.fees import pack_name
from gongkai.affairs.applications.guides import contact_of
from gongkai.affairs.applications.models import (
    Addressee,
    Application,
    Channel,
    Decision,
    Delivery,
    Fee,
    Kind,
    Search,
    Way,
)
from gongkai.affairs.applications.outcomes import outcomes
from gongkai.affairs.documents.queries import by_index_numbers
from gongkai.kernel.clock import day_of, today
from gongkai.kernel.law import Pack, load_pack

YOU = {Addressee.THIRD_PARTY: "您（贵单位）", Addressee.CO_MAKER: "贵机关", Addressee.ORGAN: "你单位"}
CAME = {
    Channel.WEB: "在网上提交",
    Channel.IN_PERSON: "当面提交",
    Channel.SIGNED_POST: "邮寄",
    Channel.POST: "以平常信函寄送",
    Channel.FAX: "以传真发送",
    Channel.ORAL: "口头提出",
    Channel.TRANSFER: "向其他机关提出、由其转来",
}
HANDED_OVER = {
    Delivery.WEB: "通过网上查询页面",
    Delivery.EMAIL: "以电子邮件方式",
    Delivery.POST: "以邮寄方式",
    Delivery.PICK_UP: "以自行领取方式",
    Delivery.FAX: "以传真方式",
}
# The limits that letters name, by the name that stands in the text.
LIMITS = {
    "reply_limit": "reply",
    "extension_limit": "reply_extension",
    "pay_limit": "fee_payment",
    "reconsideration_limit": "reconsideration",
    "litigation_limit": "litigation",
}


def law_of(application: Application) -> Pack:
    """The law pack that the organ goes by today."""
    return load_pack(pack_name(application.agency, today()))


def day_in_words(day: date | None) -> str:
    """2026年3月1日; empty where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else ""


def common(application: Application, to: str, law: Pack) -> dict[str, str]:
    """What every letter of the case may tell under this law."""
    contact = contact_of(application.agency)
    duty = reply_of(application)
    natural = application.kind == Kind.NATURAL
    return {
        "organ": application.agency.name,
        "application": application.number,
        "wanted": application.wanted,
        "received_on": day_in_words(application.received_on),
        "channel": CAME[Channel(application.channel)],
        "you": YOU.get(Addressee(to)) or ("您" if natural else "贵单位"),
        "contact": contact.in_words,
        "due_on": day_in_words(day_of(duty.due_at) if duty is not None and duty.due_at else None),
        "handing_over": HANDED_OVER[Delivery(application.delivery)],
        **{name: _limit(law, id) for name, id in LIMITS.items()},
        "opinion_limit": _limit(law, "co_maker_opinion" if to == Addressee.CO_MAKER else "third_party_opinion"),
        "reconsideration_organ": contact.reconsideration_organ,
        "court": contact.court,
    }  # fmt: skip


def of_decision(decision: Decision) -> dict[str, str]:
    """What a reply tells besides: its article, ground, reasons and what is handed over."""
    law = law_of(decision.application)
    variant = outcomes()[decision.outcome].variant(decision.variant)
    assert variant is not None, "only a variant of the file is drafted"
    grounds = law.grounds(on=today())
    names = [file.name for file in decision.files.all()]
    earlier = decision.earlier
    return {
        "basis": law.cite(variant.basis),
        "ground": grounds[decision.ground].title if decision.ground in grounds else "",
        "reasons": decision.reasons,
        "files": "、".join(f"“{name}”" for name in names) + f"，共{len(names)}份" if names else "",
        "link": _where(decision.link),
        "search": _searches(list(decision.application.searches.all())),
        "in_charge": decision.organ,
        "earlier": f"{earlier.number}，{day_in_words(earlier.concluded_on)}答复" if earlier else "",
    }


def of_fee(fee: Fee) -> dict[str, str]:
    """How the sum came about."""
    way = (
        f"按件计收，本件是当月提出的第{fee.quantity}件申请"
        if fee.way == Way.ITEMS
        else f"按量计收，所需提供的信息共{fee.quantity}页"
    )
    return {"fee_way": way, "amount": str(fee.amount)}


def numbered(items: Sequence[str]) -> str:
    """Items as numbered paragraphs; one alone bears no number."""
    if len(items) == 1:
        return items[0]
    return "\n".join(f"{number}．{item}" for number, item in enumerate(items, 1))


def _limit(law: Pack, id: str) -> str:
    try:
        return law.limit(id, on=today()).limit.zh()
    except LookupError:
        return ""


def _where(link: str) -> str:
    """An index number with its title, or the address as it is."""
    found = by_index_numbers([link]) if link and not link.startswith("http") else []
    return f"《{found[0].title}》（索引号：{link}），可以在本网站按索引号查阅" if found else link


def _searches(searches: Sequence[Search]) -> str:
    told = [
        f"在{one.place}以“{one.words}”为检索词检索，{one.result or '没有检索到'}".rstrip("。")
        for one in searches
    ]
    return "；".join(told)
