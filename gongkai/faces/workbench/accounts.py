"""Sign-in of staff: accounts are made by appointment, never by signing up."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.engines.agencies import actions
from gongkai.engines.agencies.queries import account_named, officer_of
from gongkai.faces.ui.context import site_facts
from gongkai.faces.workbench.accounts_views import no_entry

# Django's own Chinese lacks one of them, and none says what to do.
_PASSWORD_FAULTS: dict[str | None, Any] = {
    "password_too_short": _("新密码太短，请至少用 10 个字符。"),
    "password_too_common": _("新密码太常见，很容易被猜中，请换一个。"),
    "password_entirely_numeric": _("新密码不能全是数字，请加上字母或者汉字。"),
    "password_too_similar": _("新密码与用户名太像，请换一个。"),
}


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """Lets in, and keeps in, whoever is an officer today.

    Django asks `user_can_authenticate` again at every request: with the last day of the appointment
    each session of the account ends.
    """

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return officer_of(user) is not None


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; who is no officer today does not come in; the ledger learns of refusals."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或者密码不正确，请核对后重新输入。"),
        "incorrect_password": _("密码不正确，请重新输入。"),
        "enter_current_password": _("现在的密码不正确，请重新输入。"),
        "too_many_login_attempts": _("输错的次数太多，为保护账号暂停登录。请过五分钟再试。"),
        "rate_limited": _("输错的次数太多，请过五分钟再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        if officer_of(user) is None:
            actions.note_failed_sign_in(user.username, reason="no_appointment")
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_failed_sign_in(credentials.get("username", ""), reason="password")

    def clean_password(self, password: str, user: Any = None) -> str:
        try:
            return str(super().clean_password(password, user))
        except ValidationError as error:
            raise ValidationError(
                [
                    ValidationError(_PASSWORD_FAULTS.get(one.code, one.message), one.code)
                    for one in error.error_list
                ]
            ) from error

    def set_password(self, user: Any, password: str) -> None:
        actions.change_password(user.officer, password_hash=make_password(password))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class StaffSocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """OpenID Connect opens accounts that exist; it makes none.

    An identity belongs to the account whose user name equals its `preferred_username`, letter by
    letter; so only providers that give out these names under the office's own control may be
    configured. The first sign-in ties the identity's `sub` to the account. From then on that `sub`
    alone counts, and another identity of the provider that bears the same name is refused.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        # Whatever else the provider tells of the person is not kept.
        sociallogin.account.extra_data = {"preferred_username": data.get("username") or ""}
        return super().populate_user(request, sociallogin, data)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process", AuthProcess.LOGIN) != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(no_entry(request, "identity"))
        if sociallogin.is_existing:
            return
        account = sociallogin.account
        name = account.extra_data["preferred_username"]
        user = account_named(name)
        tied: Any = user and user.socialaccount_set  # type: ignore[attr-defined]  # allauth's table
        if user is None or tied.filter(provider=account.provider).exists():
            actions.note_failed_sign_in(name, reason="identity")
            raise ImmediateHttpResponse(no_entry(request, "identity"))
        if officer_of(user) is not None:
            sociallogin.connect(request, user)
        else:
            sociallogin.user = user  # refused by `pre_login`, and nothing is tied


class StaffMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, named after the site in the officer's telephone."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不正确。请输入最新的验证码；仍然不对的，请把手机的时间设为自动。"),
        "cannot_generate_recovery_codes": _("请先开启两步验证，再生成恢复码。"),
    }

    def get_totp_issuer(self) -> str:
        return site_facts().brand

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def encrypt(self, text: str) -> str:
        """Secrets of telephones and recovery codes lie encrypted under the site's own key."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"second factors:" + settings.SECRET_KEY.encode()).digest()))
