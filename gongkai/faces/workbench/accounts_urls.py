"""The addresses of sign-in: the few pages of allauth that staff need, and no others.

None of them may be kept by a browser or a proxy: secrets and recovery codes stand on some.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path
from django.views.decorators.cache import never_cache

from gongkai.faces.workbench import accounts_views as ours

_VIEWS = (
    ("login/", account.login, "account_login"),
    ("logout/", account.logout, "account_logout"),
    ("password/", ours.change_password, "account_change_password"),
    ("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    ("inactive/", ours.inactive, "account_inactive"),
    ("2fa/", mfa.index, "mfa_index"),
    ("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    ("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    ("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    ("2fa/recovery-codes/generate/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("2fa/recovery-codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    ("oidc/cancelled/", social.login_cancelled, "socialaccount_login_cancelled"),
    ("oidc/error/", social.login_error, "socialaccount_login_error"),
    ("oidc/<str:provider_id>/login/", ours.openid_login, "openid_connect_login"),
    ("oidc/<str:provider_id>/callback/", openid.callback, "openid_connect_callback"),
)

urlpatterns = [path(route, never_cache(view), name=name) for route, view, name in _VIEWS]
