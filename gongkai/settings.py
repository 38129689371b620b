"""Django settings 设置: one file, read from the environment, complete without any of it.

Everything that is kept stands under one data folder, `GONGKAI_HOME` (default `./var`).

| variable | default | what it sets |
| --- | --- | --- |
| `GONGKAI_HOME` | `./var` | database, index, attachments, secret key |
| `DATABASE_URL` | SQLite in `GONGKAI_HOME` | `postgresql://user:password@host/name` moves to PostgreSQL |
| `GONGKAI_HOSTS` | `localhost,127.0.0.1,[::1]` | host names that are answered, comma separated |
| `GONGKAI_ORIGIN` | `http://localhost:8000` | the public address, for feeds, sitemap and mail |
| `GONGKAI_HTTPS` | `0` | `1` behind TLS: secure cookies and HSTS |
| `GONGKAI_PROXIES` | `0` | number of proxies in front, for the address that sign-in limits count |
| `GONGKAI_SECRET_KEY` | a file in `GONGKAI_HOME` | the signing key |
| `GONGKAI_APPLICANT_KEYS` | a file in `GONGKAI_HOME` | keys that seal applicants' data, the newest first, by commas |
| `GONGKAI_DEBUG` | `0` | `1` shows tracebacks; never in public |
| `GONGKAI_OIDC` | none | path of a TOML file with OpenID Connect providers |
| `GONGKAI_CLAMD` | none | the virus scanner: `host:port` or its socket; uploads are refused while it is away |
| `GONGKAI_FONTS` | none | a folder of fonts for PDF files, taken before those of the system |
| `EMAIL_URL` | letters go to the log | `smtp://user:password@host:port` |
| `EMAIL_FROM` | `webmaster@localhost` | the sender of letters |
| `GONGKAI_WEBHOOKS` | none | path of a TOML file with office systems that are told of reminders |
"""

import os
from pathlib import Path

from gongkai.environment import (
    database,
    email_settings,
    flag,
    home_folder,
    openid_providers,
    secret_key,
    webhook_endpoints,
    words,
)

HOME = home_folder()
DEBUG = flag("GONGKAI_DEBUG")
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = words("GONGKAI_HOSTS", "localhost,127.0.0.1,[::1]")
GONGKAI_ORIGIN = os.environ.get("GONGKAI_ORIGIN", "http://localhost:8000").rstrip("/")
GONGKAI_INDEX_DIR = HOME / "index"
GONGKAI_APPLICANT_KEYS = words("GONGKAI_APPLICANT_KEYS", "")
GONGKAI_CLAMD = os.environ.get("GONGKAI_CLAMD", "")
GONGKAI_FONTS = os.environ.get("GONGKAI_FONTS", "")
HTTPS = flag("GONGKAI_HTTPS")

INSTALLED_APPS = [
    "gongkai.apps.GongkaiConfig",
    "gongkai.engines.agencies",
    "gongkai.engines.duties",
    "gongkai.engines.ledger",
    "gongkai.engines.notices",
    "gongkai.engines.search",
    "gongkai.affairs.negative_list",
    "gongkai.affairs.documents",
    "gongkai.affairs.gazette",
    "gongkai.affairs.applications",
    "gongkai.affairs.concerns",
    "gongkai.affairs.registers",
    "gongkai.oversight.tasks",
    "gongkai.oversight.reports",
    "gongkai.oversight.inspection",
    "gongkai.oversight.assessment",
    "gongkai.intake",
    "gongkai.faces.ui",
    "gongkai.faces.portal",
    "gongkai.faces.workbench",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "gongkai.faces.ui.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "gongkai.faces.ui.middleware.TraditionalScript",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.faces.ui.middleware.HostileInput",
]

ROOT_URLCONF = "gongkai.urls"
WSGI_APPLICATION = "gongkai.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.contrib.auth.context_processors.auth",
                "gongkai.faces.ui.context.site",
            ],
            "builtins": ["gongkai.faces.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["gongkai.faces.workbench.accounts.StaffBackend"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench:home"
ACCOUNT_ADAPTER = "gongkai.faces.workbench.accounts.StaffAccountAdapter"
SOCIALACCOUNT_ADAPTER = "gongkai.faces.workbench.accounts.StaffSocialAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    # Forms that anybody may send: an office behind one address still gets its reports through.
    "report_error": "20/h/ip",
    "subscribe": "20/h/ip,3/d/key",
    "apply": "20/h/ip",
    "enclose": "40/h/ip",  # files that have to be taken apart, with a form or afterwards
    "case_code": "10/5m/ip",  # wrong ones only
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_FORMS = {
    "login": "gongkai.faces.workbench.accounts_forms.LoginForm",
    "reauthenticate": "gongkai.faces.workbench.accounts_forms.ReauthenticateForm",
    "change_password": "gongkai.faces.workbench.accounts_forms.ChangePasswordForm",
}
# Whose address sign-in limits count: behind proxies, what the last N of them say.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("GONGKAI_PROXIES", "0"))
MFA_ADAPTER = "gongkai.faces.workbench.accounts.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "gongkai.faces.workbench.accounts_forms.AuthenticateForm",
    "reauthenticate": "gongkai.faces.workbench.accounts_forms.ReauthenticateByCodeForm",
    "activate_totp": "gongkai.faces.workbench.accounts_forms.ActivateTOTPForm",
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_providers()}}
SOCIALACCOUNT_ONLY = False
# A link, not a form: `form-action 'self'` stops forms whose answer leads to another site.
SOCIALACCOUNT_LOGIN_ON_GET = True

# Chinese is the language of the sources; English is a complete translation; zh-hant is the
# Chinese page turned into traditional script by OpenCC on its way out.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A checkout that was never collected still serves its stylesheet (make test, runserver).
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
# What an applicant encloses (two files of 5 MB) never lies in clear in a temporary file.
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 2**20

# In the database, because sign-in limits must count over all processes and nodes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "gongkai_cache",
        # Enough that nobody washes his lock-out away by guessing at many names.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gongkai.faces.workbench.accounts_views.stale_form"
CSRF_TRUSTED_ORIGINS = [GONGKAI_ORIGIN]

vars().update(email_settings())
GONGKAI_WEBHOOKS = webhook_endpoints()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS, TLS redirect and secure cookies follow GONGKAI_HTTPS
    "security.W008",
    "security.W012",
    "security.W016",
]
