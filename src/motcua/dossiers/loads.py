"""How much each officer holds now, from the pre-computed sums."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from motcua.agencies.queries import holders_in
from motcua.dossiers.lists import AT_WORK
from motcua.dossiers.models import QueueSum
from motcua.foundation.search import alphabetical
from motcua.law.roles import Role


class Load(msgspec.Struct, frozen=True):
    """An officer and how many dossiers at work this officer holds."""

    officer_id: int
    name: str
    held: int


def list_loads(unit_id: int, role: Role, at: datetime) -> list[Load]:
    """The officers with a post in a unit and what each of them holds, by name. One query, however many dossiers."""
    sums = QueueSum.objects.filter(holder_id=OuterRef("pk"), queue__in=AT_WORK).values("holder_id").annotate(held=Sum("dossiers"))
    officers = holders_in(unit_id, role, at).annotate(held=Coalesce(Subquery(sums.values("held")), 0, output_field=IntegerField()))
    loads = (Load(*row) for row in officers.values_list("id", "full_name", "held"))
    return sorted(loads, key=lambda load: alphabetical(load.name))
