from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "motcua.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `motcua verify` know how the rows of this room follow from its events."""
        from motcua.agencies import shadow  # noqa: PLC0415 - models are loaded only now

        shadow.register()
