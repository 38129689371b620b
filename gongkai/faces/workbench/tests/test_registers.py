"""Registers at the desk: entered on a form, imported after a look, made public together, taken back with a reason."""

import re
from typing import Any

import html5lib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from gongkai.affairs.registers.actions.entering import edit
from gongkai.affairs.registers.actions.publishing import publish
from gongkai.affairs.registers.models import Record, State
from gongkai.affairs.registers.tests.telling import (
    BOARD,
    DAY,
    LICENCE,
    PENALTY,
    at,
    entered,
    licence,
    owed,
    penalty,
    village,
)
from gongkai.engines.duties.queries import line_of
from gongkai.faces.workbench.duty_rows import rows_of
from gongkai.faces.workbench.tests.paperwork import at as signed_in
from gongkai.faces.workbench.tests.paperwork import text_of
from gongkai.kernel.clock import frozen
from tests.county import County

URL = "/workbench/registers/"
LICENCES = f"{URL}zhujian/licences/"


def seen(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def sent(client: Client, url: str, status: int = 302, **given: Any) -> str:
    answer = client.post(url, {name.replace("__", "-"): value for name, value in given.items()})
    assert answer.status_code == status, answer.content.decode()[:4000]
    return answer.content.decode()


def test_a_record_from_the_form_to_the_public_and_back(county: County) -> None:
    with frozen(at(DAY)):
        zhou_min, tang_ke = signed_in(county.zhou_min), signed_in(county.tang_ke)
        assert "行政许可" in seen(zhou_min, URL)
        seen(zhou_min, f"{LICENCES}new/")
        refused = sent(zhou_min, f"{LICENCES}new/", 422, **{**LICENCE, "credit_code": "91991022MB00000369"})
        assert "校验位不符" in refused and 'href="#id_credit_code"' in refused
        sent(zhou_min, f"{LICENCES}new/", **LICENCE)
        record = Record.objects.get()
        page = f"{URL}records/{record.pk}/"
        assert "仅供" not in seen(zhou_min, page) and "待公开" in seen(zhou_min, LICENCES)
        sent(zhou_min, f"{page}edit/", **{**LICENCE, "category": "核准", "beside__seen": "1"})
        stale = sent(zhou_min, f"{page}edit/", 422, **{**LICENCE, "category": "特许", "beside__seen": "1"})
        assert "已由他人修改" in stale
        line = line_of(owed(record)["licence_publish"])
        assert rows_of([line], county.tang_ke)[0].doing.url == f"{page}publish/"  # type: ignore[union-attr]
        sent(tang_ke, f"{LICENCES}publish/", record=str(record.pk))
        assert "同左" in seen(tang_ke, page) and "不公开" in seen(tang_ke, page)
        seen(tang_ke, f"{page}correct/")
        changed = {**LICENCE, "content": "准予开工。", "beside__seen": "3", "beside__note": "精简表述。"}
        sent(tang_ke, f"{page}correct/", **changed)
        sent(tang_ke, f"{page}overturn/", how="revoked", on="2026-03-02")
        assert "原决定于" in seen(tang_ke, page)
        sent(tang_ke, f"{page}withdraw/", ground="overturned", reason="许可决定已经撤销。")
        gone = seen(tang_ke, page)
    assert "许可决定已经撤销。" in gone and "已撤回" in gone


def test_a_table_is_looked_at_before_it_is_entered(county: County) -> None:
    titles = "许可决定文书号,许可决定文书名称,许可类别,行政相对人类别,行政相对人名称,许可内容,许可决定日期"
    good = "青建许〔2026〕1号,施工许可决定书,普通,自然人,马德顺,准予修缮。,2026-02-25"
    with frozen(at(DAY)):
        client = signed_in(county.zhou_min)
        template = client.get(f"{LICENCES}template.csv").content.decode("utf-8-sig")
        assert template.startswith("许可决定文书号,许可决定文书名称")
        seen(client, f"{LICENCES}import/")
        bad = sent(client, f"{LICENCES}import/", 422, file=table(titles, good, good.replace("普通", "特批")))
        assert "许可类别没有“特批”" in bad and "sealed" not in bad
        with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10_050):
            assert "请拆分后分次导入" in sent(client, f"{LICENCES}import/", 422, file=table(titles, good))
        preview = sent(client, f"{LICENCES}import/", 200, file=table(titles, good))
        html5lib.HTMLParser(strict=True).parse(preview)
        assert not Record.objects.exists()
        found = re.search(r'name="sealed" value="([^"]+)"', preview)
        assert found
        sent(client, f"{LICENCES}import/", sealed=found[1] + "x")
        assert not Record.objects.exists()
        sent(client, f"{LICENCES}import/", sealed=found[1])
        assert Record.objects.get().title == "马**"
        again = sent(client, f"{LICENCES}import/", 200, file=table(titles, good))
        assert "已经登记过" in again and "sealed" not in again


def table(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("许可.csv", "\n".join(lines).encode("gb18030"))


def test_what_is_uncertain_is_confirmed_and_what_is_certain_is_refused(county: County) -> None:
    with frozen(at(DAY)):
        tang_ke, penalties = signed_in(county.tang_ke), f"{URL}zhujian/penalties/"
        doubtful = penalty(county, facts="当事人未取得许可证，住址为桥头镇后湾村12号，擅自施工。")
        asked = sent(tang_ke, f"{penalties}publish/", 422, record=str(doubtful.pk))
        assert 'name="looked_at"' in asked
        [seen_then] = re.findall(r'name="seen" value="([^"]+)"', asked)
        sure = {"record": str(doubtful.pk), "looked_at": "1", "seen": seen_then}
        facts = {**doubtful.facts, "facts": "当事人未取得许可证，住址为桥头镇后湾村13号，擅自施工。"}
        edit(doubtful, by=county.zhou_min, seen=1, facts=facts)
        assert "已由他人修改" in sent(tang_ke, f"{penalties}publish/", 422, **sure)
        one = f"{URL}records/{doubtful.pk}/publish/"
        assert "已由他人修改" in sent(tang_ke, one, 422, seen="1", looked_at="1")
        assert 'name="seen" value="2"' in seen(tang_ke, one) and sent(tang_ke, one, 422, looked_at="1")
        sent(tang_ke, f"{penalties}publish/", **{**sure, "seen": f"{doubtful.pk}.2"})
        certain = penalty(county, number="青建罚〔2026〕6号", facts="联系电话13912345678。")
        refused = sent(tang_ke, f"{penalties}publish/", 422, record=str(certain.pk), looked_at="1")
        assert "没有公开" in refused and "13912345678" not in refused
        assert 'name="looked_at"' not in refused
        assert Record.objects.get(pk=certain.pk).state == State.DRAFT
        assert PENALTY["subject"] not in seen(tang_ke, penalties)  # lists show what the public would


def test_a_clerk_keeps_the_board_of_his_village_and_nobody_elses(county: County) -> None:
    with frozen(at(DAY)) as clock:
        place, clerk = village(county)
        (record,) = publish([entered(clerk, place, "village_affairs", BOARD)], by=clerk)
        other = licence(county)
        clock.move_to(at("2026-04-02"))
        client, page = signed_in(clerk), f"{URL}records/{record.pk}/"
        assert "村（居）务公开" in seen(client, URL)
        sent(client, f"{page}archive/")
        sent(client, f"{page}consult/", on="2026-04-02", people="2", note="")
        assert "查阅登记" in seen(client, page) and "石大山" in seen(client, page)
        seen(client, f"{URL}records/{other.pk}/", 404)
        seen(client, LICENCES, 404)
        assert text_of(signed_in(county.tang_ke).get(URL))
        seen(signed_in(county.tang_ke), page, 404)
