"""The guide of an agency: its figures come from the law pack, its contact from what the agency keeps."""

from gongkai.affairs.applications.models import Channel, Guide
from gongkai.engines.agencies import actions as agencies
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.faces.portal.guide_law import LIMITS, RECEIPT, pack_of, scales, terms
from gongkai.faces.portal.tests.conftest import Get
from gongkai.kernel.clock import now, today
from gongkai.kernel.law import load_pack
from tests.county import County

PLACE = "/agencies/zhujian/guide/"


def test_the_limits_are_those_of_the_pack(county: County, get: Get) -> None:
    shown, pack = get(PLACE), load_pack("national")
    found = terms(pack_of(county.housing))
    assert set(found) == set(LIMITS)
    for name, term in found.items():
        limit = pack.limit(name, on=today())
        assert term.words == limit.limit.zh()
        assert term.words in shown
        assert (limit.citation if limit.verified else limit.note) in shown


def test_the_fees_are_computed_from_the_pack(county: County, get: Get) -> None:
    shown = get(PLACE)
    by_items, by_pages = scales(load_pack("national"))
    assert [(band.units, band.price) for band in by_items.bands] == [("第1至10件", 0), ("第11至30件", 100)]
    assert by_items.rises == "第31件起，每10件为一档，每档比上一档每件多100元"
    assert by_items.samples == [("10件", 0), ("30件", 2000), ("40件", 4000)]
    assert [band.price for band in by_pages.bands] == [0, 10, 20, 40]
    assert by_pages.samples == [("30页", 0), ("200页", 2700), ("250页", 4700)]
    for words in ("第201页起", "250页共4700元", "40件共4000元"):
        assert words in shown


def test_every_channel_says_which_day_counts(county: County, get: Get) -> None:
    assert set(RECEIPT) == set(Channel) - {Channel.TRANSFER}
    shown = get(PLACE)
    for channel, rule in RECEIPT.items():
        assert str(Channel(channel).label) in shown
        assert str(rule) in shown


def test_the_contact_is_the_offices_own(county: County, get: Get) -> None:
    assert "还没有登记联系方式" in get(PLACE)
    Guide.objects.create(
        agency=county.housing, office="县住房城乡建设局办公室", fax="0989-6606119", phone="0989-6606118",
        changed_by="tangke", changed_at=now(),
    )  # fmt: skip
    shown = get(PLACE)
    for words in ("县住房城乡建设局办公室", "0989-6606119", "复议机关：青原县人民政府"):
        assert words in shown
    assert f"{PLACE}" in get("/agencies/zhujian/")
    assert PLACE in get("/sitemap.xml")


def test_who_takes_no_applications_has_no_guide(county: County, get: Get) -> None:
    village = agencies.open_agency(
        by=SYSTEM, slug="qianhe", name="青原县桥头镇前河村", short_name="前河村", kind="village",
        parent=county.township, index_code="MB0000009", opened_on=today(),
    )  # fmt: skip
    get(f"/agencies/{village.slug}/guide/", status=404)
    get("/agencies/nobody/guide/", status=404)
    assert "apply/new/?agency=" not in get(f"/agencies/{village.slug}/")
    assert "前河村" not in get("/apply/new/")
