from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "whispeer.ground"
    label = "ground"

    def ready(self) -> None:
        # Importing registers the checks that keep an unsafe house from starting.
        from whispeer.ground import checks  # noqa: F401, PLC0415
