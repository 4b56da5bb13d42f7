from django.apps import AppConfig


class TiesConfig(AppConfig):
    name = "whispeer.ties"
    label = "ties"
