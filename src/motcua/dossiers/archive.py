"""The e-archive as far as this house holds it: results of a person's earlier dossiers that answer requirements of a new one (§4.7, §9.1).

Nobody is asked again for what the State gave them. Only results that were numbered count; the link leads to the dossier they came from.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from motcua.agencies.queries import get_agency
from motcua.dossiers.models import Dossier
from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, Actor, scope, trace
from motcua.foundation.chain import Stream
from motcua.law.calendar import business_date
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.reasons import Archived
from motcua.law.dossier.values import Status
from motcua.law.procedure import ProcedureCase

FINISHED = (Status.COMPLETED.value, Status.RESULT_RETURNED.value)


def offer_archived(
    actor: Actor, owner_number: str, case: ProcedureCase, *, at: datetime, why: str, besides: int = 0
) -> tuple[Archived, ...]:
    """The same for somebody who may reuse papers; nothing for others. Each reading leaves a trace with `why`."""
    if scope(actor, Act.REUSE_PAPER).is_empty:
        return ()
    found = find_archived(owner_number, case, besides=besides)
    trace(actor, Act.REUSE_PAPER, [Stream(KIND, paper.dossier) for paper in found], why, at=at)
    return found


def find_archived(owner_number: str, case: ProcedureCase, *, besides: int = 0) -> tuple[Archived, ...]:
    """For each requirement that an earlier result may answer the latest such result of the owner, in the order of the requirements.

    `owner_number` is the personal id or tax code; `besides` a dossier that does not count. At most one query, on dossier_owner;
    none where the case has no such requirement or the owner no number.
    """
    wanted = {requirement.reuse_result_of for requirement in case.requirements if requirement.reuse_result_of}
    if not wanted or not owner_number:
        return ()
    latest = _latest(owner_number, wanted, besides)
    return tuple(
        Archived(key=requirement.key, source=latest[requirement.reuse_result_of][0], dossier=latest[requirement.reuse_result_of][1])
        for requirement in case.requirements
        if requirement.reuse_result_of in latest
    )


def _latest(owner_number: str, codes: Collection[str], besides: int) -> dict[str, tuple[str, int]]:
    rows = Dossier.objects.filter(applicant_number=owner_number, status__in=FINISHED, version__procedure__code__in=codes)
    found = rows.exclude(pk=besides).order_by("processing_ended_at", "id").values_list("id", "version__procedure__code", "state")
    return {code: (words, dossier_id) for dossier_id, code, text in found if (words := _words(text))}


def _words(text: str) -> str:
    """How the result is called: its number, its agency and day, and the dossier; "" for one that was never numbered."""
    state = decode_state(text)
    result = state.result
    if result is None or result.numbered_at is None:
        return ""
    agency = get_agency(state.competent_agency)
    return f"số {result.number}, {agency.short_name if agency else ''}, {business_date(result.numbered_at):%d/%m/%Y}, hồ sơ {state.code}"
