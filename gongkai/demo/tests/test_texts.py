"""青原县's people and papers: whole, in agreement with each other and the law, nobody's real data."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from gongkai.affairs.documents.kinds import kinds
from gongkai.demo.county import County, load_county
from gongkai.demo.texts import DOCUMENTS, Text, TextError, load_texts

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
LONG_DIGITS = re.compile(r"(?<![0-9A-Za-z])\d{15,19}[Xx]?(?![0-9A-Za-z])")
PHONE = re.compile(r"0\d{2,3}-\d{7,8}")
# 函 and 规 set series apart (letters, normative documents), 罚 the decisions on penalties
NUMBER = re.compile(r"(?P<code>[\u4e00-\u9fff]+?)[函规罚]?〔(?P<year>\d{4})〕[1-9]\d*号")


@pytest.fixture(scope="module")
def county() -> County:
    return load_county()


@pytest.fixture(scope="module")
def texts(county: County) -> list[Text]:
    return load_texts(county)


def _lines(county: County, texts: list[Text]) -> Iterator[str]:
    yield from Path(DOCUMENTS.parent / "county.toml").read_text("utf-8").splitlines()
    for text in texts:
        yield from (DOCUMENTS / f"{text.slug}.md").read_text("utf-8").splitlines()


def test_credit_codes_are_valid_and_of_an_area_that_does_not_exist(county: County) -> None:
    codes = [agency.credit_code for agency in county.agencies.values()]
    assert len(set(codes)) == len(codes)
    for agency in county.agencies.values():
        code = agency.credit_code
        # GB 32100: the weighted sum of all characters, powers of 3, vanishes modulo 31
        assert sum(ALPHABET.index(sign) * 3**place for place, sign in enumerate(code[:17])) % 31 == (
            -ALPHABET.index(code[17]) % 31
        ), agency.slug
        # GB 11714: characters 9 to 17 carry a check of their own
        weighed = sum(int(c, 36) * w for c, w in zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
        assert "0123456789X0"[11 - weighed % 11] == code[16], agency.slug
        # villages are registered by civil affairs (54), the others are organs (11)
        assert code.startswith("5499" if agency.kind == "village" else "1199"), agency.slug


def test_the_tree_has_every_level_and_unique_words(county: County) -> None:
    count = Counter(agency.kind for agency in county.agencies.values())
    assert (count["province"], count["city"], count["county"]) == (1, 1, 1)
    assert count["department"] >= 18 and count["township"] >= 8 and count["village"] >= 10
    above = {"city": "province", "county": "city", "department": "county", "township": "county"}
    for agency in county.agencies.values():
        parent = county.agencies[agency.parent].kind if agency.parent else None
        assert parent == (above | {"village": "township"}).get(agency.kind), agency.slug
        assert bool(agency.code_word) == (agency.kind != "village"), agency.slug
        assert agency.phone.startswith("0989-660") and agency.email.endswith(".example")
    codes = [agency.code_word for agency in county.agencies.values() if agency.code_word]
    called = [
        name
        for agency in county.agencies.values()
        for name in (agency.name, agency.short_name, *agency.aliases)
    ]
    assert len(set(codes)) == len(codes) and len(set(called)) == len(called)
    assert re.fullmatch(county.area_code + r"\d{4}", county.site.id_code)


def test_every_unit_of_the_county_can_draft_and_sign_off(county: County) -> None:
    for agency in county.agencies.values():
        if agency.kind in ("province", "city", "county"):
            continue
        people = [person for person in county.people.values() if person.agency == agency.slug]
        roles = {role for person in people for role in person.roles}
        wanted = {"village_clerk"} if agency.kind == "village" else {"undertaker", "liaison", "approver"}
        assert wanted <= roles, agency.slug
        assert agency.head in {person.name for person in people}, agency.slug
    assert county.people["zhoumin"].agency == "jianshe"


def test_there_are_sixty_documents_of_a_dozen_kinds(texts: list[Text]) -> None:
    assert len(texts) >= 60
    assert len({text.kind for text in texts}) >= 12
    assert len({text.agency for text in texts}) >= 25
    for text in texts:
        assert 250 <= len(re.findall(r"[\u4e00-\u9fff]", text.body)) <= 1200, text.slug


def test_dates_are_in_order(texts: list[Text]) -> None:
    of = {text.slug: text for text in texts}
    for text in texts:
        assert date(2024, 6, 1) <= text.issued_on <= text.published_on <= date(2026, 11, 20), text.slug
        assert not text.effective_on or text.published_on <= text.effective_on, text.slug
        assert [text.published_on, *(change.on for change in text.changes)] == sorted(
            [text.published_on, *(change.on for change in text.changes)]
        ), text.slug
        for relation in text.relations:
            assert of[relation.target].published_on <= text.published_on, text.slug
        for change in text.changes:
            assert not change.by or change.on >= of[change.by].published_on, text.slug
        if text.repeal and text.repeal.by:
            assert text.repeal.on >= of[text.repeal.by].published_on, text.slug
        assert not text.withdrawal or text.withdrawal.on >= text.published_on, text.slug


def test_publication_is_on_workdays_and_late_three_times(texts: list[Text]) -> None:
    late = set()
    for text in texts:
        assert chinese_calendar.is_workday(text.published_on), text.slug
        if text.way.withheld:
            continue  # it was decided in time that it may not be open
        days = (text.issued_on + timedelta(n + 1) for n in range((text.published_on - text.issued_on).days))
        if sum(map(chinese_calendar.is_workday, days)) > 20:  # 政府信息公开条例 art 26
            late.add(text.slug)
    assert late == {"tudi-churang-jieguo-2025", "jiating-yisheng-2025", "muhe-fanghuo-tongzhi"}


def test_the_last_date_line_is_the_day_of_issue(texts: list[Text]) -> None:
    for text in texts:
        lines = re.findall(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$", text.body, re.MULTILINE)
        assert lines and date(*map(int, lines[-1])) == text.issued_on, text.slug


def test_normative_documents_say_how_long_they_hold(texts: list[Text]) -> None:
    normative = [text for text in texts if text.kind == "normative"]
    assert len(normative) >= 6
    for text in normative:
        assert text.effective_on and text.expires_on and text.effective_on < text.expires_on, text.slug
        assert text.expires_on < text.effective_on.replace(year=text.effective_on.year + 5), text.slug
        assert text.doc_number, text.slug


def test_document_numbers_bear_the_agency_and_the_year(county: County, texts: list[Text]) -> None:
    for text in texts:
        if text.doc_number is None:
            continue
        number = NUMBER.fullmatch(text.doc_number)
        assert number, text.doc_number
        assert number["code"] == county.agencies[text.agency].code_word, text.doc_number
        assert int(number["year"]) == text.issued_on.year, text.doc_number


def test_numbers_cited_in_bodies_are_those_of_documents_here(county: County, texts: list[Text]) -> None:
    known = {text.doc_number for text in texts}
    for text in texts:
        for cited in NUMBER.finditer(re.sub(r"[《（].*?[（]", "", text.body)):
            if cited["code"].startswith("青"):
                assert cited[0] in known, (text.slug, cited[0])


def test_interpretations_name_what_they_interpret(texts: list[Text]) -> None:
    for text in texts:
        kinds_of = [relation.type for relation in text.relations]
        assert ("interprets" in kinds_of) == (text.kind == "interpretation"), text.slug


def test_the_stories_are_there(texts: list[Text]) -> None:
    of = {text.slug: text for text in texts}
    housing = of["weifang-shishi-banfa"]
    interpreting = [
        text
        for text in texts
        if any(r.type == "interprets" and r.target == housing.slug for r in text.relations)
    ]
    assert len(interpreting) == 2 and {text.published_on for text in interpreting} == {housing.published_on}
    assert "每户补助32000元" in housing.body_after(0) and "每户补助35000元" in housing.body_after(1)
    assert of["xiaoxing-shuiku-zanxing-banfa"].repeal
    assert of["gongzufang-jieguo-cuofa"].withdrawal
    assert "报名时间为6月28日" in of["zhaosheng-2025"].body
    assert "报名时间为6月23日" in of["zhaosheng-2025"].body_after(1)


def test_the_ways_to_publication_are_in_order(texts: list[Text]) -> None:
    special = {"joint": 0, "returned": 0, "withheld": 0}
    for text in texts:
        for name in special:
            special[name] += bool(getattr(text.way, name))
        asked, returned, withheld = text.way.consultation, text.way.returned, text.way.withheld
        assert bool(asked) == (text.kind == "normative"), text.slug
        days = [asked.began_on, asked.ended_on, text.issued_on] if asked else []
        days += [one.on for one in (returned, withheld) if one] + [text.published_on]
        assert days == sorted(days) and all(map(chinese_calendar.is_workday, days[-2:])), text.slug
        assert not asked or asked.adopted <= asked.received, text.slug
        assert not returned or returned.first not in text.body, text.slug
    assert all(special.values()), special


def test_nobody_is_left_to_pass_two_gates(county: County) -> None:
    """Whoever drafts for an agency, one more reviews its secrecy and another signs."""

    def held(role: str, slug: str) -> set[str]:
        people = county.people.items()
        own = {name for name, one in people if one.agency == slug and role in one.roles}
        return own | {name for name, one in people if f"{role}@{slug}" in one.roles}

    for slug, agency in county.agencies.items():
        if agency.kind in ("province", "city"):
            continue
        drafters = held("undertaker", slug) | held("liaison", slug) | held("village_clerk", slug)
        for drafter in drafters or {""}:
            reviewers, signers = (
                held("secrecy_reviewer", slug) - {drafter},
                held("approver", slug) - {drafter},
            )
            assert reviewers and signers and len(reviewers | signers) > 1, (slug, drafter)


def test_tables_are_even(texts: list[Text]) -> None:
    for text in texts:
        for block in re.findall(r"(?:^\|.*\|\n)+", text.body, re.MULTILINE):
            rows = block.splitlines()
            assert len({row.count("|") for row in rows}) == 1, (text.slug, rows[0])
            assert re.fullmatch(r"\|(?:---\|)+", rows[1]), (text.slug, rows[1])


def test_no_line_holds_a_mobile_or_an_identity_number(county: County, texts: list[Text]) -> None:
    for line in _lines(county, texts):
        assert not MOBILE.search(line) and not LONG_DIGITS.search(line), line
        for number in PHONE.findall(line):
            assert number.startswith("0989-660"), line


# What a slip of the pen in a document file is answered with.

FRONT = """+++
slug = "shuiqing"
agency = "shuili"
officer = "pansong"
kind = "notice"
title = "水情通报"
issued_on = 2026-08-03
published_on = 2026-08-04
topics = ["water"]
{more}+++

今日水情平稳。
"""


def _load(folder: Path, county: County, text: str) -> list[Text]:
    (folder / "shuiqing.md").write_text(text, encoding="utf-8")
    return load_texts(county, folder)


def test_a_plain_file_loads(tmp_path: Path, county: County) -> None:
    [text] = _load(tmp_path, county, FRONT.format(more=""))
    assert text.body == "今日水情平稳。\n" and text.kind in kinds()


@pytest.mark.parametrize(
    ("wrong", "right", "key"),
    [
        ('"shuili"', '"shuilu"', "'agency': unknown 'shuilu'"),
        ('"pansong"', '"pansang"', "'officer': unknown 'pansang'"),
        ('"pansong"', '"zhoumin"', "'officer': name someone of 'shuili'"),
        ('"notice"', '"notise"', "'kind': unknown 'notise'"),
        ('"water"', '"wine"', "'topics': unknown 'wine'"),
        ('["water"]', "[]", "'topics': give at least one"),
        ('"shuiqing"', '"qingshui"', "'slug': unknown 'qingshui'"),
        ("2026-08-03", '"2026-08-03"', "'issued_on': give a date"),
        ('"水情通报"', '""', "'title': give a value"),
        ('title = "', 'titel = "', "'title': give a value"),
        ("topics =", "hue = 1\ntopics =", "'hue': remove it"),
        ("topics =", "topics", "mend the TOML"),
        ("今日水情平稳。", "", "then the body"),
    ],
)
def test_a_slip_is_named_with_file_and_key(
    tmp_path: Path, county: County, wrong: str, right: str, key: str
) -> None:
    with pytest.raises(TextError) as error:
        _load(tmp_path, county, FRONT.format(more="").replace(wrong, right))
    assert str(error.value).startswith("shuiqing.md: ") and key in str(error.value)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('[[relations]]\ntype = "repeals"\ntarget = "nowhere"\n', "no other document 'nowhere'"),
        ('[[relations]]\ntype = "likes"\ntarget = "shuiqing"\n', "relations[1]: key 'type': unknown 'likes'"),
        ('[repeal]\non = 2026-08-05\nby = "nowhere"\n', "that 'nowhere' repeals it"),
        ("[withdrawal]\non = 2026-08-05\n", "withdrawal: key 'reason': give a value"),
        ('[[attachments]]\nname = "水位.csv"\ncsv = "站,水位\\n城关"\n', "as many cells as the head row"),
        ('[[changes]]\non = 2026-08-05\nnote = "更正"\nbefore = "无"\nafter = "有"\n', "exactly once"),
    ],
)
def test_a_contradiction_is_named(tmp_path: Path, county: County, more: str, key: str) -> None:
    with pytest.raises(TextError, match=r"^shuiqing\.md: ") as error:
        _load(tmp_path, county, FRONT.format(more=more))
    assert key in str(error.value)


def test_a_number_is_given_once(tmp_path: Path, county: County) -> None:
    numbered = FRONT.format(more='doc_number = "青水〔2026〕9号"\n')
    (tmp_path / "a.md").write_text(numbered.replace("shuiqing", "a"), encoding="utf-8")
    with pytest.raises(TextError, match="'a' bears it already"):
        _load(tmp_path, county, numbered)


def test_a_parent_must_stand_before_its_child(tmp_path: Path) -> None:
    data = (DOCUMENTS.parent / "county.toml").read_text("utf-8")
    (tmp_path / "county.toml").write_text(data.replace('parent = "muhe"', 'parent = "muhu"', 1), "utf-8")
    with pytest.raises(TextError, match=r"county.toml: agencies\[\d+\]: key 'parent': put 'muhu' before"):
        load_county(tmp_path / "county.toml")
