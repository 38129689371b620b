"""Personal data: each kind in the writings that people use, and what only looks like it."""

import pytest

from gongkai.engines.screening.tests.conftest import Found

IDENTITY = "371322198807123454"


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        (f"身份证号{IDENTITY}。", "identity", IDENTITY),
        ("编号 371322 19880712 3454 张", "identity", "371322 19880712 3454"),
        ("3713-2219-8807-1234-54", "identity", "3713-2219-8807-1234-54"),
        ("３７１３２２１９８８０７１２３４５４", "identity", "３７１３２２１９８８０７１２３４５４"),
        ("身份证37132219880712107x", "identity", "37132219880712107x"),
        ("１ 110101199003070855", "identity", "110101199003070855"),
        ("旧证号371322880712345。", "identity", "371322880712345"),
        ("手机13800138000", "mobile", "13800138000"),
        ("电话：138-0013-8000、", "mobile", "138-0013-8000"),
        ("+86 138 0013 8000", "mobile", "138 0013 8000"),
        ("008613900139000", "mobile", "13900139000"),
        ("1 3 8 0 0 1 3 8 0 0 0", "mobile", "1 3 8 0 0 1 3 8 0 0 0"),
        ("住宅电话：0539-8123456", "landline", "0539-8123456"),
        ("家庭电话：8123456", "landline", "8123456"),
        ("卡号6228480402564890018", "bank_card", "6228480402564890018"),
        ("卡号6228 4804 0256 4890 018", "bank_card", "6228 4804 0256 4890 018"),
        ("护照号码E12345678", "passport", "E12345678"),
        ("持EA1234567入境", "passport", "EA1234567"),
        ("往来港澳通行证C12345678", "passport", "C12345678"),
        ("车牌鲁Q12345", "plate", "鲁Q12345"),
        ("车牌鲁Q·A1234，", "plate", "鲁Q·A1234"),
        ("新能源车鲁QD12345", "plate", "鲁QD12345"),
        ("教练车鲁Q1234学", "plate", "鲁Q1234学"),
        ("家住阳光花园小区3号楼2单元501室。", "address", "阳光花园小区3号楼2单元501室"),
        ("住址：青原县和平路12号2栋301", "address", "青原县和平路12号2栋301"),
        ("家住阳光花园小区3号楼2单元501室至2024年", "address", "阳光花园小区3号楼2单元501室"),
        ("户籍地址：青原县城关镇王家村3组12号", "address", "青原县城关镇王家村3组12号"),
        ("王家村3组村民反映", "address", "王家村3组"),
        ("邮箱zhang.wei88@qq.com", "email", "zhang.wei88@qq.com"),
        ("邮箱：１23@ＱＱ zhangsan＠163.com", "email", "zhangsan＠163.com"),
    ],
)
def test_it_is_found_where_it_stands(found: Found, text: str, kind: str, what: str) -> None:
    assert (kind, what) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "371322198807123455 校验码不符",
        "37132219881312345X 没有十三月",
        "青政发〔2024〕3号、国发〔2016〕第120号",
        "索引号：11371322004378901X/2024-00123",
        "统一社会信用代码：91371322MA3C4T2W5R",
        "统一社会信用代码：123713220043789012",
        "金额1234567890.12元，合计13800138000元",
        "粮食产量13912345678公斤",
        "项目代码：2024-371322-04-01-123456",
        "ISBN 978-7-5013-1234-5，9787501312345",
        "X=3912345.678，东经118.350123",
        "2024-03-08 09:30至2024-03-09 17:00",
        "流水号202403080001234567890",
        "卡号6228480402564890019 校验位不符",
        "县民政局电话：0539-2251234，监督电话0539-2259999，热线12345",
        "邮箱qyzwgk@qingyuan.gov.cn",
        "县政府办公室501室，行政中心2号楼501室，政务服务中心3楼301室",
        "王家村3组道路硬化项目",
        "G12高速、新A1区、新T20240001号、川C2标段",
        "第三十二条第一款、GB/T 9704-2012、型号HT-20240301-A",
        "许可证号：鲁（2024）青原县不动产权第0012345号",
        "6岁以上儿童、年满18周岁、0-3岁婴幼儿",
    ],
)
def test_what_only_looks_like_it_is_passed_over(found: Found, text: str) -> None:
    assert found(text) == []


def test_the_same_digits_are_one_number(found: Found) -> None:
    kinds = [kind for kind, _ in found(f"{IDENTITY} {IDENTITY}")]
    assert kinds == ["identity", "identity"]


def test_two_cells_of_a_table_are_two_numbers(found: Found) -> None:
    assert found("13800138000\t13900139000\n138\n00138000") == [
        ("mobile", "13800138000"),
        ("mobile", "13900139000"),
    ]


def test_the_agencys_own_telephone_is_no_finding(found: Found) -> None:
    text = "电话：0539-2251234，0539-2259999"
    assert found(text, own_phones=frozenset(("(0539)2251234",))) == [("landline", "0539-2259999")]
    assert found("县民政局电话0539-2259999", own_phones=frozenset()) == [("landline", "0539-2259999")]
