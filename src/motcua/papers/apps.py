from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "motcua.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let this room hear of what calls for slips, and the worker take its print jobs."""
        from motcua.papers import jobs, reactions  # noqa: PLC0415 - models are loaded only now

        reactions.register()
        jobs.register()
