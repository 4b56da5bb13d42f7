from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "whispeer.web"
    label = "web"
