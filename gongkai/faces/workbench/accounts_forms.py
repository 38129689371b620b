"""The forms of sign-in: allauth's rules, our words, and what browsers need to fill them in."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.forms import Form
from django.utils.translation import gettext_lazy as _

# A numeric keyboard on telephones; still a text field, since codes may begin with 0.
DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
PLAIN = {"autocapitalize": "none", "spellcheck": "false"}
CODE_HINT = _("手机上显示的 6 位数字；手机不在身边的，输入一个没有用过的 8 位恢复码")

# A text that waits for the language of the request.
Lazy = Any


def _ask(form: Form, name: str, label: Lazy, missing: Lazy, hint: Lazy = "", **attrs: str) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class LoginForm(account.LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "login", _("用户名"), _("请输入用户名。"), **PLAIN)
        _ask(self, "password", _("密码"), _("请输入密码。"))


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before anything about sign-in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "password", _("密码"), _("请输入密码。"))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """The present password and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("至少 10 个字符，不能全是数字，不要与用户名相近。几个不相干的词连起来，好记又安全。")
        _ask(self, "oldpassword", _("现在的密码"), _("请输入现在的密码。"))
        _ask(self, "password1", _("新密码"), _("请输入新密码。"), hint)
        _ask(self, "password2", _("再输一遍新密码"), _("请再输一遍新密码。"))


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code proves that the telephone has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("验证码"), _("请输入手机上显示的验证码。"), _("手机上显示的 6 位数字"), **DIGITS)


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("验证码"), _("请输入验证码或者恢复码。"), CODE_HINT, **DIGITS)


class ReauthenticateByCodeForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code instead of the password, before anything about sign-in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self, "code", _("验证码"), _("请输入验证码或者恢复码。"), CODE_HINT, **DIGITS)
