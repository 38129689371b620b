"""The root application: connects the wiring once all models are there."""

from django.apps import AppConfig


class GongkaiConfig(AppConfig):
    name = "gongkai"

    def ready(self) -> None:
        from gongkai import wiring

        wiring.connect()
