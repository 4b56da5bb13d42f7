from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "whispeer.members"
    label = "members"
