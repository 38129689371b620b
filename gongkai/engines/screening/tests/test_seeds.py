"""The real documents: what is reported is their real damage (readings, lost characters, spam) and nothing else."""

from pathlib import Path

import pytest

from gongkai.engines.screening import screen

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"


@pytest.mark.seeds
def test_real_documents_raise_no_false_alarm() -> None:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the seed documents are not here")
    kinds = [{one.kind for one in screen(file.read_text("utf-8"))} for file in files]
    assert set.union(*kinds) == {"pinyin", "garbled", "spam"}
    assert sum(not found for found in kinds) == 3
