"""The addresses of sign-in: the few pages of allauth that staff need, and no others."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("2fa/", include("allauth.mfa.urls")),
    path("oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("social/", include("allauth.socialaccount.urls")),
]
