"""The test suite. tests/conftest.py points the three aliases at a database of its own."""

import os

for alias in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_MATCH_URL"):
    os.environ.setdefault(alias, "postgresql://gc_app@/goodcompany")

from config.settings.base import *  # noqa: E402 - the environment has to stand first

GC_ENVIRONMENT = "test"
# A busy machine is no reason for a test to see less.
GC_PREVIEW_SECONDS = 30.0
GC_DEMONSTRATION = True
GC_OPEN_SIGN_UP = False
GC_INVENTED_COUNCILS = True
SECRET_KEY = "only-for-tests-" + "0" * 50
GC_FIELD_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDA="]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
INSTALLED_APPS = [*INSTALLED_APPS, "apps.demonstration"]

if (NODE_MODULES / "axe-core").is_dir():
    STATICFILES_DIRS = [*STATICFILES_DIRS, ("vendor/axe", NODE_MODULES / "axe-core")]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CELERY_BROKER_URL = "memory://"
SESSION_COOKIE_NAME = "gc_session"
CSRF_COOKIE_NAME = "gc_csrf"
GC_HOST_SPACING_SECONDS = 0
GC_MIN_POLL_SECONDS = 0
