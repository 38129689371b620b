"""The script of a text, and the way from one to the other."""

from concurrent.futures import ThreadPoolExecutor

from gongkai.kernel.hanzi import is_traditional, to_simplified, to_traditional


def test_a_traditional_notice_is_told_from_a_simplified_one() -> None:
    assert is_traditional("青原縣人民政府辦公室關於印發政務公開要點的通知")
    assert not is_traditional("青原县人民政府办公室关于印发政务公开要点的通知")


def test_a_half_converted_text_is_what_most_of_it_is() -> None:
    assert is_traditional("關于規范政務公開工作的實施意見")
    assert not is_traditional("关于规范政务公开工作的实施意见，附臺灣同胞证件目录")


def test_a_text_common_to_both_scripts_is_not_traditional() -> None:
    assert not is_traditional("青原政府公文")
    assert not is_traditional("")


def test_conversion_goes_by_phrases_and_comes_back() -> None:
    assert to_traditional("头发与发展") == "頭髮與發展"
    assert to_simplified("頭髮與發展") == "头发与发展"


def test_threads_share_a_converter() -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(to_traditional, ["青原县政务公开"] * 200))
    assert answers == {"青原縣政務公開"}
