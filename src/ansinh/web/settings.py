"""How the site is put together. Everything a province may change comes from the environment."""

import contextlib
import datetime as dt
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ansinh.web.postgres_places import make_home

os.umask(0o077)  # what we write may hold personal data: nobody else on the machine reads it

BASE_DIR = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ANSINH_HOME", "data")).resolve()
"""The data folder: registers, months, incoming files, the embedded database's password."""

DEBUG = os.environ.get("ANSINH_DEBUG") == "1"
DEMONSTRATION = (HOME / "demonstration").exists()
"""True where the people are invented; every page then says so."""
PROVINCE = os.environ.get("ANSINH_PROVINCE", "92")
"""The unit code of the province that this installation steers."""


def _secret(name: str) -> str:
    """A secret of this installation, made on first use and kept in the data folder."""
    path = HOME / name
    if not path.exists():
        make_home(HOME)
        half = path.with_name(f"{name}.{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another process was quicker: its secret counts
            os.link(half, path)
        half.unlink()
    return path.read_text()


def _database() -> dict[str, str]:
    """`DATABASE_URL`, else the embedded cluster, which starts with the first connection."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {"ENGINE": "ansinh.web.embedded", "CLUSTER": str(HOME), "NAME": "ansinh"}
    parts = urlsplit(url)
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")  # a folder's capitals count
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


SECRET_KEY = os.environ.get("ANSINH_SECRET") or _secret("secret")
AUDIT_KEY = os.environ.get("ANSINH_AUDIT_KEY") or _secret("audit.key")
"""Seals the audit trail; the database never holds it."""
ALLOWED_HOSTS = os.environ.get("ANSINH_HOSTS", "127.0.0.1,localhost").split(",")
DATABASES = {"default": {"CONN_MAX_AGE": 60, **_database()}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "ansinh.web",
    "ansinh.accounts",
    "ansinh.network",
    "ansinh.intake",
    "ansinh.matching",
    "ansinh.indicators",
    "ansinh.outreach",
    "ansinh.reports",
    "ansinh.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ansinh.web.security.say_what_pages_may_load",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ansinh.web.middleware.speak_the_readers_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ansinh.web.security.name_the_viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "ansinh.web.middleware.ShowErrors",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
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
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ansinh.web.security.Door"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/15m/key"}  # also guards the second factor's codes
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "An Sinh"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "ansinh.web.security.name_tried"
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

HTTPS = os.environ.get("ANSINH_HTTPS") == "1"
"""True behind a web server that speaks HTTPS for us."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
"""Bytes of a form without its files: 2 MB of pasted Vietnamese, three bytes for one on the way."""
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ansinh.web.context.house",
            ],
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "ansinh.web.templatetags.writing",
                "ansinh.web.templatetags.drawing",
                "ansinh.web.templatetags.page",
                "ansinh.web.templatetags.steering",
            ],
        },
    }
]
ROOT_URLCONF = "ansinh.web.urls"
WSGI_APPLICATION = "ansinh.web.wsgi.application"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    }
}
"""Parts of pages, kept under names that change when a run or a target does."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ansinh.web.static_files.HashedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
