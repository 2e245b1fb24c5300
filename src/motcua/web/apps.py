from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "motcua.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the worker what the pages want tidied."""
        from motcua.web import duties  # noqa: PLC0415 - models are loaded only now

        duties.register()
