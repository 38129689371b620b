"""The file of webhooks: a fault is one sentence that names it; what is whole is taken."""

from pathlib import Path

import pytest

from gongkai.environment import email_settings, webhook_endpoints

WHOLE = {"name": '"oa"', "url": '"https://oa.example/hook"', "secret": '"0123456789abcdef"'}


def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *entries: dict[str, str]) -> None:
    lines = [line for one in entries for line in ("[[webhook]]", *(f"{k} = {v}" for k, v in one.items()))]
    (tmp_path / "hooks.toml").write_text("\n".join(lines), "utf-8")
    monkeypatch.setenv("GONGKAI_WEBHOOKS", str(tmp_path / "hooks.toml"))


def test_whole_entries_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_WEBHOOKS", raising=False)
    assert webhook_endpoints() == []
    inside = {**WHOLE, "name": '"inside"', "url": '"http://10.0.0.8/hook"', "private": "true"}
    write(tmp_path, monkeypatch, WHOLE, inside)
    assert [one["name"] for one in webhook_endpoints()] == ["oa", "inside"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"secret": ""}, "lacks secret"),
        ({"url": '"oa.example"'}, "needs an address"),
        ({"url": '"ftp://oa.example"'}, "needs an address"),
        ({"url": '"http://oa.example"'}, "needs https"),
        ({"secret": '"short"'}, "16 characters"),
        ({"colour": '"red"'}, "cannot have colour"),
    ],
)
def test_a_fault_is_a_sentence(
    change: dict[str, str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {key: value for key, value in {**WHOLE, **change}.items() if value}
    write(tmp_path, monkeypatch, entry)
    with pytest.raises(ValueError, match=says):
        webhook_endpoints()


def test_two_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, monkeypatch, WHOLE, WHOLE)
    with pytest.raises(ValueError, match="same name"):
        webhook_endpoints()


def test_letters_have_a_sender_and_do_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtps://office:pass%40word@mail.example")
    monkeypatch.setenv("EMAIL_FROM", "zwgk@example.gov.cn")
    found = email_settings()
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_HOST_PASSWORD"]) == (
        465,
        True,
        "pass@word",
    )
    assert found["DEFAULT_FROM_EMAIL"] == "zwgk@example.gov.cn" and found["EMAIL_TIMEOUT"] == 10
