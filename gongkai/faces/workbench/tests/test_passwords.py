"""An officer changes his own password."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.faces.workbench.tests.helpers import HOME, sign_in, told
from tests.county import PASSWORD, County

NEW = "chestnut ferry lantern"


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> str:
    """Fill in the page, send it, follow where it leads."""
    given = {"oldpassword": old, "password1": new, "password2": again}
    return client.post(reverse("account_change_password"), given, follow=True).content.decode()


def test_zhou_min_takes_a_new_one_and_stays_signed_in_here_only(county: County, client: Client) -> None:
    sign_in(client, "zhoumin")
    sign_in(elsewhere := Client(), "zhoumin")
    assert "密码已经修改。" in change(client)
    assert client.get(HOME).status_code == 200
    assert elsewhere.get(HOME).status_code == 302
    assert sign_in(Client(), "zhoumin").status_code == 200
    assert sign_in(Client(), "zhoumin", NEW).status_code == 302
    assert told("officer.password_changed") == [("zhoumin", {})]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"old": "guessed"}, "id_oldpassword", "现在的密码不正确"),
        ({"new": "short", "again": "short"}, "id_password1", "请至少用 10 个字符"),
        ({"new": "7290135846", "again": "7290135846"}, "id_password1", "不能全是数字"),
        ({"new": "qwertyuiop", "again": "qwertyuiop"}, "id_password1", "太常见"),
        ({"new": "zhoumin123", "again": "zhoumin123"}, "id_password1", "与用户名太像"),
        ({"again": "something else"}, "id_password2", "相同"),
        ({"new": "", "again": ""}, "id_password1", "请输入新密码。"),
    ],
)
def test_faults_are_sentences_at_their_fields(
    county: County, client: Client, given: dict[str, str], field: str, sentence: str
) -> None:
    sign_in(client, "zhoumin")
    text = change(client, **given)
    summary = text.split('class="errors"')[1].split("</ul>")[0]
    assert f'href="#{field}"' in summary and sentence in summary
    assert told("officer.password_changed") == []


def test_who_signs_in_elsewhere_has_none_to_change(county: County, client: Client) -> None:
    county.zhou_min.user.set_unusable_password()
    county.zhou_min.user.save()
    client.force_login(county.zhou_min.user)
    page = client.get(reverse("account_change_password"))
    assert page.status_code == 200
    assert "这个账号没有密码" in page.content.decode()
    assert "这里没有密码" in client.get(reverse("mfa_index")).content.decode()
