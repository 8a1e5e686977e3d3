from django.apps import AppConfig
from django.core.checks import Tags, register

from apps.net.checks import loopback_stays_in_development


class NetConfig(AppConfig):
    name = "apps.net"
    label = "net"

    def ready(self) -> None:
        register(loopback_stays_in_development, Tags.security)
