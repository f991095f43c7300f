"""All settings in one file, from the environment; it starts with nothing set."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

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
SECRET_KEY = os.environ.get("KURULTAY_SECRET_KEY") or "not-secret-" + secrets.token_hex(32)
DEBUG = os.environ.get("KURULTAY_DEBUG") == "1"
ALLOWED_HOSTS = [h for h in os.environ.get("KURULTAY_ALLOWED_HOSTS", "").split(",") if h] or (
    ["127.0.0.1", "localhost", "[::1]", "testserver"] if KURULTAY_HOST in ("127.0.0.1", "localhost", "::1") else ["*"]
)

INSTALLED_APPS = [
    "kurultay.faces.web",
    "kurultay.faces.reporting",
    "kurultay.faces.feeds",
    "kurultay.faces.search",
    "kurultay.faces.api",
    "kurultay.faces.demo",
    "kurultay.faces.intake",
    "kurultay.modules.papers",
    "kurultay.faces.work",
    "kurultay.modules.rounds",
    "kurultay.modules.desk",
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

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kurultay.kit.pages.headers.ContentSecurityPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kurultay.kit.pages.policy.ReaderMiddleware",
]

ROOT_URLCONF = "kurultay.config.urls"
WSGI_APPLICATION = "kurultay.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["kurultay.kit.pages.context.page"]},
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

# Mail by SMTP where KURULTAY_MAIL_URL says so, else as files in a folder.
_mail = urlsplit(os.environ.get("KURULTAY_MAIL_URL", ""))
if _mail.geturl() and (_mail.scheme not in ("smtp", "smtps") or not _mail.hostname):
    raise ImproperlyConfigured("Write KURULTAY_MAIL_URL as smtp://user:password@host:587?starttls=1 or smtps://host.")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if _mail.scheme else "kurultay.kit.mail.Folder"
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp" and "starttls=1" in _mail.query.split("&")
EMAIL_TIMEOUT = 30
EMAIL_FILE_PATH = KURULTAY_DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("KURULTAY_MAIL_FROM") or "kurultay@localhost"
KURULTAY_URL = (os.environ.get("KURULTAY_URL") or f"http://{KURULTAY_HOST}:{KURULTAY_PORT}").rstrip("/")

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
