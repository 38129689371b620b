"""The concerns of the demo: one in time by the hour, one answered late, one dismissed; under two packs."""

from pathlib import Path

import pytest

from gongkai.affairs.concerns.models import Concern, Response
from gongkai.affairs.concerns.queries import answered_numbered, published
from gongkai.demo.cast import Cast
from gongkai.demo.concerns import CONCERNS_FILE, acts, load_concerns
from gongkai.demo.county import load_county
from gongkai.demo.tables import TextError
from gongkai.engines.agencies.queries import SYSTEM
from gongkai.engines.duties.actions import adopt_pack
from gongkai.kernel.clock import frozen, today


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize("pack", ["xiaoxian", "jiayuguan-wgx"])
def test_three_concerns_are_told_by_people_under_any_pack(pack: str) -> None:
    county = load_county()
    texts = load_concerns(county)
    with frozen(min(text.found for text in texts)) as clock:
        cast = Cast(county)
        cast.settle("x")
        adopt_pack(by=SYSTEM, agency=cast.government, pack=pack, from_=today())
        for act in sorted(acts(cast, texts), key=lambda one: one.at):
            clock.move_to(act.at)
            act.do()
        shown = {one.public_title: answered_numbered(one.pk) for one in published()}
    late = {title: one.is_late for title, one in shown.items() if one}
    assert late == {"县道X208线云岭乡段塌方的处置情况": False, "关于老城片区停水的回应": True}
    flood = shown["县道X208线云岭乡段塌方的处置情况"]
    assert flood is not None and flood.all_kept and len(flood.forms) == 3
    assert Concern.objects.get(state="dismissed").reason
    checked = Response.objects.filter(draft__verdict="passed").exclude(kind="conference")
    assert checked.exists() == (pack == "jiayuguan-wgx")


def test_a_step_before_the_finding_is_named(tmp_path: Path) -> None:
    text = CONCERNS_FILE.read_text("utf-8").replace("2026-09-08 09:30", "2026-09-06 09:30")
    wrong = tmp_path / "concerns.toml"
    wrong.write_text(text, "utf-8")
    with pytest.raises(TextError, match="order of time"):
        load_concerns(load_county(), wrong)
