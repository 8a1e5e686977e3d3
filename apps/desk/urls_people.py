"""Addresses of one council's people, keys and settings, beneath ``/o/<slug>/``."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
