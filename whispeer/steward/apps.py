from django.apps import AppConfig


class StewardConfig(AppConfig):
    name = "whispeer.steward"
    label = "steward"
