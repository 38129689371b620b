"""Relations and interpretations of a document."""

from gongkai.affairs.documents import actions, interpreting
from gongkai.faces.api.tests.conftest import Ask
from tests.county import County


def test_relations_in_both_directions(county: County, ask: Ask) -> None:
    old = county.publish("青原县危房改造暂行办法").document
    basis = {"type": "based_on", "title": "省危房改造条例", "number": "省令第1号"}
    new = county.publish(relations=[{"type": "repeals", "target": old}, basis]).document
    found = ask(f"/documents/{new.index_number}/relations")
    assert [(one["type"], one["index_number"]) for one in found["relations"]] == [
        ("repeals", old.index_number),
        ("based_on", None),
    ]
    assert [one["index_number"] for one in ask(f"/documents/{old.index_number}/relations")["related_by"]] == [
        new.index_number
    ]
    marks = ask(f"/documents/{old.index_number}")["marks"]
    assert [(one["reason"], one["begun"], one["index_number"]) for one in marks] == [
        ("repealed", True, new.index_number)
    ]
    ask("/documents/NOTHING/relations", status=404)


def test_interpretations_with_their_forms_and_films(county: County, ask: Ask) -> None:
    rules = county.publish().document
    body = '<p>详见<a href="https://video.example/a.mp4">主要负责人视频解读</a>。</p>'
    reading = county.draft("办法解读", kind="interpretation", body=body)
    interpreting.describe_interpretation(
        reading, by=county.zhou_min, forms=["text", "video"], interpreter="principal", name="陈局长"
    )
    actions.relate(reading.document, by=county.zhou_min, type="interprets", target=rules)
    assert ask(f"/documents/{rules.index_number}/interpretations") == {"items": []}
    county.take_over(reading)
    [one] = ask(f"/documents/{rules.index_number}/interpretations")["items"]
    assert (one["forms"], one["interpreter"], one["interpreter_name"]) == (
        ["text", "video"], "principal", "陈局长",
    )  # fmt: skip
    assert one["films"] == [{"title": "主要负责人视频解读", "url": "https://video.example/a.mp4"}]
    assert one["pictures"] == []
