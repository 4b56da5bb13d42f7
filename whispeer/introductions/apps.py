from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "whispeer.introductions"
    label = "introductions"
