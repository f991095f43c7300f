"""All settings in one file, from the environment; it starts with nothing set."""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]


def _data_folder() -> Path:
    """Where the database and the files live: KURULTAY_DATA, else `data/` in a checkout, else the user's data folder."""
    if named := os.environ.get("KURULTAY_DATA"):
        return Path(named).expanduser().resolve()
    if (BASE_DIR / "pyproject.toml").exists():
        return BASE_DIR / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kurultay"


KURULTAY_DATA = _data_folder()
KURULTAY_HOST = os.environ.get("KURULTAY_HOST", "127.0.0.1")
KURULTAY_PORT = int(os.environ.get("KURULTAY_PORT", "8000"))


def _kept_key() -> str:
    """The key that `kurultay serve` made for itself where none was set, in the data folder."""
    kept = KURULTAY_DATA / "secret-key"
    return kept.read_text(encoding="ascii").strip() if kept.is_file() else ""


SECRET_KEY = os.environ.get("KURULTAY_SECRET_KEY") or _kept_key() or "not-secret-" + secrets.token_hex(32)
# Earlier keys, after another one was set: what they signed and sealed still holds.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("KURULTAY_SECRET_KEY_FALLBACKS", "").split(",") if key]
DEBUG = os.environ.get("KURULTAY_DEBUG") == "1"
KURULTAY_LOOPBACK = KURULTAY_HOST in ("127.0.0.1", "localhost", "::1")
ALLOWED_HOSTS = [h for h in os.environ.get("KURULTAY_ALLOWED_HOSTS", "").split(",") if h] or (
    ["127.0.0.1", "localhost", "[::1]", "testserver"] if KURULTAY_LOOPBACK else ["*"]
)

_ALL_MODULES = tuple(f"kurultay.modules.{name}" for name in ("papers", "rounds", "desk", "seats"))
# Modules that are left out: their pages, tables and verbs are not there.
_LEFT_OUT = {f"kurultay.modules.{name}" for name in os.environ.get("KURULTAY_WITHOUT", "").split(",") if name}
_MODULES = [name for name in _ALL_MODULES if name not in _LEFT_OUT]
_SIGN_IN = "kurultay.modules.seats" in _MODULES

INSTALLED_APPS = [
    "kurultay.faces.web",
    "kurultay.faces.reporting",
    "kurultay.faces.feeds",
    "kurultay.faces.search",
    "kurultay.faces.api",
    "kurultay.faces.demo",
    "kurultay.faces.intake",
    "kurultay.faces.work",
    *_MODULES,
    "kurultay.record.commitments",
    "kurultay.record.documents",
    "kurultay.record.meetings",
    "kurultay.record.people",
    "kurultay.record.parties",
    "kurultay.kit",
    "django_tasks_db",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
]
if _SIGN_IN:
    INSTALLED_APPS += [
        "kurultay.modules.seats.apps.PasswordsConfig",
        "django.contrib.sessions",
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "allauth.usersessions",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kurultay.kit.pages.headers.ContentSecurityPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *(
        (
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        )
        if _SIGN_IN
        else ()
    ),
    "kurultay.kit.pages.policy.ReaderMiddleware",
    "kurultay.kit.pages.policy.CsrfForCookies",  # inside the reader's scope: its failure shows the form again
]

CSRF_FAILURE_VIEW = "kurultay.kit.pages.acts.view.stale"

ROOT_URLCONF = "kurultay.config.urls"
WSGI_APPLICATION = "kurultay.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "kurultay.kit.pages.context.page"]
        },
    }
]

# SQLite: write-ahead log, immediate write transactions, full durability: an acknowledged act survives power loss.
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": KURULTAY_DATA / "kurultay.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=1073741824; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
    },
}
_url = os.environ.get("KURULTAY_DATABASE_URL", "")
DATABASES = {"default": dj_database_url.parse(_url, conn_max_age=600) if _url else _SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Work in the background: a queue in the same database; inside the server's processes, outside them, or off.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
KURULTAY_WORK = os.environ.get("KURULTAY_WORK") or "inside"

# Mail by SMTP or on the console where KURULTAY_MAIL_URL says so, else as files in a folder.
_mail = urlsplit(os.environ.get("KURULTAY_MAIL_URL", ""))
if _mail.scheme != "console" and _mail.geturl() and (_mail.scheme not in ("smtp", "smtps") or not _mail.hostname):
    raise ImproperlyConfigured("Write KURULTAY_MAIL_URL as smtp://user:password@host:587?starttls=1 or smtps://host.")
EMAIL_BACKEND = {
    "": "kurultay.kit.mail.Folder",
    "console": "django.core.mail.backends.console.EmailBackend",
}.get(_mail.scheme, "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp" and parse_qs(_mail.query).get("starttls") == ["1"]
EMAIL_TIMEOUT = 30
EMAIL_FILE_PATH = KURULTAY_DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("KURULTAY_MAIL_FROM") or "kurultay@localhost"
KURULTAY_URL = (os.environ.get("KURULTAY_URL") or f"http://{KURULTAY_HOST}:{KURULTAY_PORT}").rstrip("/")

# What is counted to slow down guessing is shared by all processes: in the database, or in Redis.
_redis = os.environ.get("KURULTAY_REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _redis}
    if _redis
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kurultay_cache"}
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("tr", "Türkçe"),
    ("az", "Azərbaycanca"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("tk", "Türkmençe"),
    ("hu", "Magyar"),
    ("ru", "Русский"),
]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Cookies are sent over HTTPS only, unless this machine alone is served.
KURULTAY_PROXIES = int(os.environ.get("KURULTAY_PROXIES", "0"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not KURULTAY_LOOPBACK
SECURE_SSL_REDIRECT = KURULTAY_PROXIES > 0  # a proxy in front speaks TLS and says so
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = int(os.environ.get("KURULTAY_HSTS_SECONDS", "0" if KURULTAY_LOOPBACK else "31536000"))
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = os.environ.get("KURULTAY_HSTS_SUBDOMAINS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KURULTAY_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Everything that subdomains of the host do is not ours to promise, so these are said with a setting only.
# W003: the proof of forms is CsrfForCookies, which stands on Django's and is stricter.
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W005", "security.W021"]

# Sign-in. Accounts come by invitation; whoever signs in is known by their mail address.
AUTH_USER_MODEL = "seats.Account" if _SIGN_IN else "auth.User"
AUTHENTICATION_BACKENDS = ["kurultay.modules.seats.actions.doors.Door"] if _SIGN_IN else []
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("mail", "name")},
    },
]
LOGIN_URL = "/account/sign-in"
LOGIN_REDIRECT_URL = "/day" if "kurultay.modules.desk" in _MODULES else "/account/"
PASSWORD_RESET_TIMEOUT = 3600
ALLAUTH_TRUSTED_PROXY_COUNT = KURULTAY_PROXIES
ACCOUNT_ADAPTER = "kurultay.modules.seats.actions.doors.AccountDoor"
MFA_ADAPTER = "kurultay.modules.seats.actions.doors.CodesDoor"
SOCIALACCOUNT_ADAPTER = "kurultay.modules.seats.actions.doors.MinistryDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the invitation that arrived there
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Kurultay: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = KURULTAY_LOOPBACK
MFA_TOTP_ISSUER = "Kurultay"
# Seats of these roles count only once their account has a second step: a passkey, or codes from an app.
KURULTAY_SECOND_STEP = [
    role for role in os.environ.get("KURULTAY_SECOND_STEP", "administrator").replace("none", "").split(",") if role
]
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True


def _ministry(said: dict[str, Any]) -> dict[str, Any]:
    """One OIDC provider of KURULTAY_OIDC as allauth wants it; `domains` are those it may vouch for."""
    known = {"server_url": said["server"], "domains": said.get("domains", []), "oauth_pkce_enabled": True}
    return {"provider_id": said["id"], "name": said["name"], "client_id": said["client"], "secret": said["secret"],
            "settings": known}  # fmt: skip


SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [_ministry(said) for said in json.loads(os.environ.get("KURULTAY_OIDC") or "[]")]}
}

# Errors go to standard error, where whoever runs the service looks for them; requests are the server's to log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},  # a 404 is no error
    },
}
