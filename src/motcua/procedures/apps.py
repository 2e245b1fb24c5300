from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "motcua.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `motcua verify` know how the rows of this room follow from its events."""
        from motcua.procedures import shadow  # noqa: PLC0415 - models are loaded only now

        shadow.register()
