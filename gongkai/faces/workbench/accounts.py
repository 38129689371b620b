"""Sign-in of staff: accounts are made by appointment, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from gongkai.engines.agencies.queries import officer_of


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; who is no officer today does not come in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        if officer_of(user) is None:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


class StaffSocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """OpenID Connect opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
