"""Settings of one installation, read from environment variables whose names begin with MOTCUA_ (docs/install.md lists them)."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

VAR = Path(os.environ.get("MOTCUA_VAR", "var")).resolve()
DEBUG = os.environ.get("MOTCUA_DEBUG") == "1"
DEMO = os.environ.get("MOTCUA_DEMO") == "1"
PUBLIC_URL = os.environ.get("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000")
KEYS = VAR / "keys"
FILES = VAR / "files"

SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY", "")
if not SECRET_KEY:
    from motcua.foundation.secrets import installation_secret

    SECRET_KEY = installation_secret(KEYS)
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "motcua.foundation",
    "motcua.agencies",
    "motcua.people",
    "motcua.procedures",
    "motcua.dossiers",
    "motcua.papers",
    "motcua.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.language.language_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "motcua.project.urls"
WSGI_APPLICATION = "motcua.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.context.staff",
            ],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(os.environ.get("MOTCUA_DATABASE", f"sqlite:///{VAR / 'motcua.sqlite3'}"))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL: what a citizen was told is on the disk before it is told. IMMEDIATE: writers queue up instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 300
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")

AUTH_USER_MODEL = "foundation.Account"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
# Numbers for people are written by `number_vn`; ids in addresses and forms must read the same in every language.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
LOGIN_URL = "/dang-nhap/"
# A session ends eight hours after its last use, and with the browser. web/access.py counts anew while it is used.
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Where people come by HTTPS, cookies travel by nothing else and browsers remember it.
BY_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BY_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BY_HTTPS else 0
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(PUBLIC_URL))]
CSRF_FAILURE_VIEW = "motcua.web.errors.form_expired"
# Only a proxy of one's own may say who calls and how: without one, anybody could write these headers.
BEHIND_PROXY = os.environ.get("MOTCUA_BEHIND_PROXY") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
FILE_UPLOAD_HANDLERS = ["motcua.web.uploads.OnlyWhereAsked", "django.core.files.uploadhandler.TemporaryFileUploadHandler"]
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
