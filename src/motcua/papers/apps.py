from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "motcua.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let this room hear of receptions."""
        from motcua.papers import reactions  # noqa: PLC0415 - models are loaded only now

        reactions.register()
