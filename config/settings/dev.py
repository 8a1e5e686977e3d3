"""A machine of our own: ./dev sets the environment."""

from config import env
from config.settings.base import *

GC_ENVIRONMENT = "development"
GC_DEMONSTRATION = env.truth("GC_DEMONSTRATION")
GC_OPEN_SIGN_UP = env.truth("GC_OPEN_SIGN_UP", default=True)
GC_INVENTED_COUNCILS = True
SECRET_KEY = env.text("GC_SECRET_KEY")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

if GC_DEMONSTRATION:
    INSTALLED_APPS = [*INSTALLED_APPS, "apps.demonstration"]

SUFFIX = env.text("GC_COOKIE_SUFFIX", "")
SESSION_COOKIE_NAME = f"gc_session{SUFFIX}"
CSRF_COOKIE_NAME = f"gc_csrf{SUFFIX}"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"

NET_ALLOWED_LOOPBACK = frozenset(env.words("NET_ALLOWED_LOOPBACK"))
GC_MIN_POLL_SECONDS = env.number("GC_MIN_POLL_SECONDS", GC_MIN_POLL_SECONDS)
GC_HOST_SPACING_SECONDS = env.number("GC_HOST_SPACING_SECONDS", GC_HOST_SPACING_SECONDS)
GC_LEASE_SECONDS = env.number("GC_LEASE_SECONDS", GC_LEASE_SECONDS)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
