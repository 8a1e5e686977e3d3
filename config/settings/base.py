"""What is the same everywhere. Values from outside are read through config.env and listed in docs/operating.md."""

from pathlib import Path

from celery.schedules import crontab, schedule
from django.utils.translation import gettext_lazy as _

from apps.api.problem_schema import COMPONENTS as PROBLEM_COMPONENTS
from config import env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(env.text("GC_VAR", str(BASE_DIR / "var")))

GC_ENVIRONMENT = "production"
GC_VERSION = "0.1.0"
GC_DEMONSTRATION = False
# Whether strangers may make an account and begin for their council; invitations work without it.
GC_OPEN_SIGN_UP = env.truth("GC_OPEN_SIGN_UP")
# Councils that nobody lives in, to try things out.
GC_INVENTED_COUNCILS = False
GC_BASE_URL = env.text("GC_BASE_URL", "http://localhost:8000").rstrip("/")
SECRET_KEY = env.text("GC_SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env.words("GC_SECRET_KEY_FALLBACKS")
GC_FIELD_KEYS = env.words("GC_FIELD_KEYS")
DEBUG = False

INSTALLED_APPS = [
    "apps.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "apps.common",
    "apps.net",
    "apps.audit",
    "apps.work",
    "apps.organisations",
    "apps.connectors",
    "apps.notices",
    "apps.searches",
    "apps.discoveries",
    "apps.ledger",
    "apps.assignments",
    "apps.inbox",
    "apps.ingestion",
    "apps.api",
    "apps.desk",
    "apps.showcase",
]

MIDDLEWARE = [
    "apps.api.health.HealthMiddleware",
    "apps.common.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.common.privacy.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.desk.context.shell",
                "apps.showcase.context.assets",
            ],
        },
    }
]

DATABASES = env.databases(
    {
        "default": "DATABASE_URL",
        "owner": "DATABASE_OWNER_URL",
        "match": "DATABASE_MATCH_URL",
    }
)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "work_cache",
        "KEY_FUNCTION": "apps.common.cache.key",
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_REDIRECT_URL = "/o/"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "apps.desk.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "apps.desk.accounts.NameForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Good Company: "
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Good Company"
# The list of sessions is kept as people sign in; following each request would cost three queries every time.
USERSESSIONS_TRACK_ACTIVITY = False

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.text("GC_STATIC_ROOT", str(BASE_DIR / "static-collected"))
NODE_MODULES = BASE_DIR / "node_modules"
VENDOR = {
    "vendor/fonts-body": NODE_MODULES / "@fontsource-variable/atkinson-hyperlegible-next/files",
    "vendor/fonts-display": NODE_MODULES / "@fontsource-variable/bricolage-grotesque/files",
}
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    BASE_DIR / "static",
    *[(prefix, folder) for prefix, folder in VENDOR.items() if folder.is_dir()],
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.HashedStatic"},
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.api.authentication.TokenAuthentication",
        "apps.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.api.parsing.Parser"],
    "DEFAULT_SCHEMA_CLASS": "apps.api.schema.Schema",
    "EXCEPTION_HANDLER": "apps.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Good Company",
    "DESCRIPTION": "Everything that the pages of Good Company do, for programs. See /api/v1/docs.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],
    "SERVERS": [{"url": "/"}],
    "APPEND_COMPONENTS": PROBLEM_COMPONENTS,
}

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "memory://")
GC_BROKER_DSN = env.text("GC_BROKER_DSN", "")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("GC_MAIL_FROM", "Good Company <noreply@localhost>")

NET_ALLOWED_LOOPBACK: frozenset[str] = frozenset()
NET_USER_AGENT = f"GoodCompany/{GC_VERSION} (+{GC_BASE_URL}/about/reader)"
GC_MIN_POLL_SECONDS = 15 * 60
GC_WEBSUB = env.truth("GC_WEBSUB", default=True)
GC_HOST_SPACING_SECONDS = 2
# Longer than Celery's hard limit of 60 seconds, so that a live task never loses its work to another.
GC_LEASE_SECONDS = 90
GC_ITEM_DAYS = 30
# What one preview may ask of the database, all its parts together.
GC_PREVIEW_SECONDS = 0.25
GC_ERASURE_LOG = env.text("GC_ERASURE_LOG", str(VAR / "erasures.jsonl"))

CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "work.tick", "schedule": schedule(5.0)},
    "day": {"task": "ingestion.keep_days", "schedule": schedule(3600.0)},
    "night": {"task": "ingestion.night", "schedule": crontab(hour="3", minute="10")},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Its trace holds the addresses that places redirect to, and some of those are secrets.
    "loggers": {"httpcore": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
# An address is unique in lower case: accounts_user_one_per_address.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
