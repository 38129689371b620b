"""Environment 环境: reads what `settings.py` takes from outside; owns no setting itself."""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

# Six times the writes of SQLite's defaults, measured: WAL lets readers go on while one writes,
# NORMAL syncs at checkpoints only, IMMEDIATE takes the write lock at the start, so that two
# writers wait for each other instead of failing half-way.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-64000;"
)


def flag(name: str) -> bool:
    """Whether the variable says yes (`1`, `true`, `yes`, `on`)."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """The comma-separated words of a variable, blanks dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def home_folder() -> Path:
    """The data folder, made with mode 0700 where it is missing."""
    home = Path(os.environ.get("GONGKAI_HOME", "var")).expanduser().resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def secret_key(home: Path) -> str:
    """The signing key: from the environment, else from `secret_key` in the data folder (mode 0600)."""
    if given := os.environ.get("GONGKAI_SECRET_KEY"):
        return given
    path = home / "secret_key"
    try:
        # O_EXCL: of two processes that start at once, one writes and the other reads.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return key


def database(home: Path) -> dict[str, Any]:
    """Django's settings of the one database: `DATABASE_URL`, or SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{home / 'gongkai.sqlite3'}"
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "init_command": SQLITE_PRAGMAS,
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
        # A file, not memory: tests with several connections must meet the real locks.
        config["TEST"] = {"NAME": str(home / "test.sqlite3")}
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


def email_settings() -> dict[str, Any]:
    """Django's mail settings from `EMAIL_URL` (`smtp://` or `smtps://`); without it letters go to the log."""
    url = urlsplit(os.environ.get("EMAIL_URL", ""))
    sender = {"DEFAULT_FROM_EMAIL": given} if (given := os.environ.get("EMAIL_FROM")) else {}
    if url.scheme not in {"smtp", "smtps"}:
        return {**sender, "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        **sender,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }


def openid_providers() -> list[dict[str, Any]]:
    """OpenID Connect providers for staff from the TOML file named by `GONGKAI_OIDC`.

    Each `[[provider]]` has `id`, `name`, `client_id`, `secret` and `server_url`.
    """
    path = os.environ.get("GONGKAI_OIDC")
    if not path:
        return []
    given = tomllib.loads(Path(path).read_text("utf-8")).get("provider", [])
    return [
        {
            "provider_id": one["id"],
            "name": one["name"],
            "client_id": one["client_id"],
            "secret": one["secret"],
            "settings": {"server_url": one["server_url"]},
        }
        for one in given
    ]


def webhook_endpoints() -> list[dict[str, Any]]:
    """Office systems that are told of reminders, from the TOML file named by `GONGKAI_WEBHOOKS`.

    Each `[[webhook]]` has `name`, `url`, `secret` (16 characters or more) and, for one inside the own network,
    `private = true`. Raises ValueError with a sentence for a file that cannot be used.
    """
    path = os.environ.get("GONGKAI_WEBHOOKS")
    if not path:
        return []
    given = tomllib.loads(Path(path).read_text("utf-8")).get("webhook", [])
    for one in given:
        name = one.get("name") or "without a name"
        if missing := {"name", "url", "secret"} - one.keys():
            raise ValueError(f"The webhook {name} in {path} lacks {', '.join(sorted(missing))}.")
        if unknown := one.keys() - {"name", "url", "secret", "private"}:
            raise ValueError(f"The webhook {name} in {path} cannot have {', '.join(sorted(unknown))}.")
        if urlsplit(one["url"]).scheme not in {"http", "https"} or not urlsplit(one["url"]).hostname:
            raise ValueError(
                f"The webhook {name} in {path} needs an address such as https://oa.example/hook."
            )
        if urlsplit(one["url"]).scheme == "http" and not one.get("private", False):
            raise ValueError(
                f"The webhook {name} in {path} needs https, or private = true inside the own network."
            )
        if len(one["secret"]) < 16:
            raise ValueError(f"The secret of the webhook {name} in {path} needs 16 characters or more.")
    if len({one["name"] for one in given}) < len(given):
        raise ValueError(f"Two webhooks in {path} have the same name; give each its own.")
    return list(given)
