"""What councils use. Refuses to start on an unsafe value and says which."""

from config import env
from config.settings.base import *
from config.settings.safety import refuse_unsafe

GC_ENVIRONMENT = "production"
SECRET_KEY = env.text("GC_SECRET_KEY")
GC_FIELD_KEYS = env.words("GC_FIELD_KEYS") or [env.text("GC_FIELD_KEYS")]
ALLOWED_HOSTS = env.words("GC_HOSTS")
CSRF_TRUSTED_ORIGINS = [GC_BASE_URL]

SESSION_COOKIE_NAME = "__Host-gc_session"
CSRF_COOKIE_NAME = "__Host-gc_csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("GC_TRUSTED_PROXIES", 1)

EMAIL_HOST = env.text("GC_MAIL_HOST", "localhost")
EMAIL_PORT = env.number("GC_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("GC_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("GC_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.truth("GC_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 15

if env.text("GC_CACHE_URL", ""):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.text("GC_CACHE_URL"),
            "KEY_FUNCTION": "apps.common.cache.key",
        }
    }

refuse_unsafe(
    secret_key=SECRET_KEY,
    field_keys=GC_FIELD_KEYS,
    hosts=ALLOWED_HOSTS,
    base_url=GC_BASE_URL,
    mail_from=DEFAULT_FROM_EMAIL,
    broker=CELERY_BROKER_URL,
    databases=DATABASES,
)
