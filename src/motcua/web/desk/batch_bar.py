"""What stands under a work list for the dossiers that are ticked: the acts, whom to assign to, and what was refused."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from motcua.dossiers.batch import Batch, BatchAct, acts_on
from motcua.dossiers.loads import list_loads
from motcua.foundation.access import Act, scope
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.web.access import PageRequest
from motcua.web.context import LIST_FIELD
from motcua.web.design.fields import Choice
from motcua.web.desk.batch_words import WORDS
from motcua.web.desk.holders import holder_choice
from motcua.web.desk.lines import Shown
from motcua.web.refusals import Shown as Said
from motcua.web.refusals import shown as said

AFTER_FIELD, TICK_FIELD, ALL = "sau", "chon", "tat-ca"


class Button(msgspec.Struct, frozen=True):
    """One act: the value it sends, and its verb."""

    slug: str
    label: str


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """The acts on several dossiers of one page of a list. `holders` only where somebody is assigned; `ticked` are ids."""

    address: str
    all_address: str
    buttons: tuple[Button, ...]
    holders: tuple[Choice, ...]
    holder: str
    ticked: frozenset[int]
    refusal: Said | None


RefusedBatch = tuple[Batch, Refusal]


def bar_for(request: PageRequest, shown: Shown, refused: RefusedBatch | None = None) -> Bar | None:
    """The bar of a list, with what was ticked and chosen in a refused form; None where nothing can be done to several.

    One query for each unit whose work the actor assigns, otherwise none.
    """
    acts = acts_on(request.actor, shown.which) if shown.which and shown.lines else ()
    if not acts or shown.which is None:
        return None
    here = {LIST_FIELD: shown.which.value} | ({AFTER_FIELD: request.GET[AFTER_FIELD]} if request.GET.get(AFTER_FIELD) else {})
    everything = frozenset(line.work.id for line in shown.lines)
    sent, refusal = refused or (None, None)
    ticked = frozenset(one.dossier_id for one in sent.chosen) if sent else frozenset()
    return Bar(
        address=f"{reverse('batch')}?{urlencode(here)}",
        all_address=f"{request.path}?{urlencode(here | {TICK_FIELD: ALL})}",
        buttons=tuple(Button(WORDS[act].slug, str(WORDS[act].button)) for act in acts),
        holders=_holders(request) if BatchAct.ASSIGN in acts else (),
        holder=str(sent.holder) if sent and sent.holder else "",
        ticked=everything if request.GET.get(TICK_FIELD) == ALL else ticked,
        refusal=said(refusal) if refusal else None,
    )


def _holders(request: PageRequest) -> tuple[Choice, ...]:
    units = sorted(scope(request.actor, Act.ASSIGN).units)
    loads = {load.officer_id: load for unit in units for load in list_loads(unit, Role.CASE_OFFICER, request.at)}
    return tuple(holder_choice(load) for load in loads.values())
