"""Officers to choose from where somebody is given a dossier."""

from __future__ import annotations

from django.utils.translation import ngettext

from motcua.dossiers.loads import Load
from motcua.web.design.fields import Choice


def holder_choice(load: Load) -> Choice:
    """An officer with what this officer holds beside the name."""
    held = ngettext("đang giữ {count} hồ sơ", "đang giữ {count} hồ sơ", load.held).format(count=load.held)
    return Choice(str(load.officer_id), f"{load.name} · {held}")
