from django.apps import AppConfig


class WhispersConfig(AppConfig):
    name = "whispeer.whispers"
    label = "whispers"
