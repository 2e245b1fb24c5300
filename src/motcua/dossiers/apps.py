from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell `verify` what this room's rows follow from, and the worker what to look at."""
        from motcua.dossiers import duty_check, reactions, shadow, tending  # noqa: PLC0415 - models are loaded only now

        shadow.register()
        duty_check.register()
        tending.register()
        reactions.register()
