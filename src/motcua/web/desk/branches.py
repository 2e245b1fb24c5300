"""Side by side on the desk: which branch an officer's act means, how a step ended, and where a dossier lies."""

from __future__ import annotations

from django.utils.translation import gettext

from motcua.agencies.queries import Tree
from motcua.dossiers.file_view import OpenedFile
from motcua.law.dossier.passages import following, left_undone
from motcua.law.dossier.values import PlannedStep, StepRun
from motcua.web.design.fields import Choice
from motcua.web.desk.shapes import FormField


def run_shown(opened: OpenedFile) -> StepRun | None:
    """The passage this officer's acts mean: the own branch, otherwise the one open passage."""
    state = opened.file.state
    return state.open_run(opened.step) or state.run


def ways_on(opened: OpenedFile) -> tuple[PlannedStep, ...]:
    """What follows when this officer leaves the step."""
    state, run = opened.file.state, run_shown(opened)
    return following(state.plan, state.runs, run.no) if run else ()


def note_on(opened: OpenedFile) -> str:
    """Where the dossier goes next, in a sentence."""
    ways, run = ways_on(opened), run_shown(opened)
    if len(ways) > 1:
        return gettext("Tách thành các nhánh song song: {steps}.").format(steps=", ".join(way.name for way in ways))
    if ways:
        return gettext("Bước tiếp theo: {step}.").format(step=ways[0].name)
    if run is not None and left_undone(opened.file.state.plan, opened.file.state.runs, run.no):
        return gettext("Tiếp theo, chờ các nhánh song song khác.")
    return ""


def branch_fields(opened: OpenedFile) -> tuple[FormField, ...]:
    """The choice of a branch, only where several open ones are this officer's."""
    if len(opened.own_steps) < 2:  # noqa: PLR2004 - nothing to choose
        return ()
    planned = {step.no: step.name for step in opened.file.state.plan}
    options = tuple(Choice(str(no), planned[no]) for no in opened.own_steps)
    return (FormField(name="step", label=gettext("Bước được làm"), kind="radio", options=options),)


def outcome_fields(opened: OpenedFile) -> tuple[FormField, ...]:
    """How the step ended, only where its process names several ways."""
    run = run_shown(opened)
    step = opened.file.state.planned(run.no) if run else None
    if step is None or not step.outcomes:
        return ()
    return (FormField(name="outcome", label=gettext("Kết quả của bước"), kind="radio", options=tuple(Choice(x, x) for x in step.outcomes)),)


def places_of(opened: OpenedFile, known: Tree) -> tuple[tuple[str, str], ...]:
    """Each unit where the dossier lies now, with who holds it there ("" for nobody)."""
    return tuple((known.units[run.unit].name, opened.officers.get(run.holder or 0, "")) for run in opened.file.state.open_runs)
