from django.apps import AppConfig


class DiscoveriesConfig(AppConfig):
    name = "apps.discoveries"
    label = "discoveries"
