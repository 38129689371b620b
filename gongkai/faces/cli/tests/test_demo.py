"""gongkai demo: told under the pack that is asked for."""

import pytest

from gongkai.demo import story
from gongkai.faces.cli.tests.conftest import Run


def test_an_unknown_pack_is_refused_with_those_there_are(run: Run) -> None:
    error = run("demo", "--no-serve", "--pack", "nowhere", code=2).err
    assert "nowhere" in error and "guangdong" in error and "xiaoxian" in error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.full
@pytest.mark.django_db
@pytest.mark.parametrize(("words", "pack"), [((), "xiaoxian"), (("--pack", "guangdong"), "guangdong")])
def test_the_county_goes_by_the_pack(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], pack: str
) -> None:
    told: list[str] = []

    def tell(progress: object, *, pack: str) -> int:
        told.append(pack)
        return 1

    monkeypatch.setattr(story, "tell", tell)
    monkeypatch.setattr(story, "write_site", lambda path: None)
    assert f"under the pack {pack}" in run("demo", "--no-serve", *words).err
    assert told == [pack]
