"""What of the dossiers an actor may see or do, from the one table of access (design §5)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.foundation.access import Act, Actor, Scope, Subject, scope
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import StepRun


def visible_filter(actor: Actor, passages: QuerySet) -> Q:  # type: ignore[type-arg]
    """The condition on dossiers that `actor` may see. `passages` are the rows that say through which units each one went."""
    return filter_of(scope(actor, Act.VIEW), passages)


def filter_of(reach: Scope, passages: QuerySet) -> Q:  # type: ignore[type-arg]
    """A scope as a condition, the same as `Scope.covers` on `subject_to_see`: everything, or at least one of the four ties."""
    if reach.everything:
        return Q()
    condition = Q(pk__in=[])
    if reach.agencies:
        passed = passages.filter(dossier_id=OuterRef("pk"), unit__agency_id__in=reach.agencies)
        condition |= Q(agency_id__in=reach.agencies) | Q(Exists(passed))
    if reach.receiving:
        condition |= Q(receiving_agency_id__in=reach.receiving)
    if reach.units:
        condition |= Q(Exists(passages.filter(dossier_id=OuterRef("pk"), unit_id__in=reach.units)))
    if reach.holder is not None:
        condition |= Q(holder_id=reach.holder)
    return condition


def subject_to_see(state: DossierState) -> Subject:
    """A dossier as something to look at: whoever had it, or was asked for an opinion, may still see it."""
    held = [run.holder for run in state.open_runs if run.holder is not None]
    asked = [opinion for opinion in state.opinions if opinion.unit]
    return Subject(
        agencies=(state.competent_agency, *(run.agency for run in state.runs), *(opinion.agency for opinion in asked)),
        receiving=(state.receiving_agency,),
        units=(*(run.unit for run in state.runs), *(opinion.unit for opinion in asked)),
        holders=tuple(held),
    )


def subject_to_act_on(state: DossierState, run: StepRun | None = None) -> Subject:
    """A dossier as something to act on: only where it lies now, or the one open passage of it."""
    run = run or state.run
    return Subject(
        agencies=(run.agency if run else state.competent_agency,),
        receiving=(state.receiving_agency,),
        units=(run.unit,) if run else (),
        holders=(run.holder,) if run and run.holder is not None else (),
    )
