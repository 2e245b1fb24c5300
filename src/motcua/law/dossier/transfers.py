"""Through whose hands a dossier went: one line for each time it passed from one to the next, read from its events (domain §3.2).

Nothing is asked of people that they have not done already: who forwards gives, who then acts in the step has taken. A hand-over that
names its receiver is taken at once, because it lies in that person's list from the same instant. A part ends early, on time or late
against the budget of its step; what stopped the clock meanwhile is given back to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from motcua.law.calendar import WorkingCalendar
from motcua.law.deadline import Verdict, classify
from motcua.law.dossier import events as e
from motcua.law.dossier.evolve import Stamped, evolve
from motcua.law.dossier.standing import after_pause
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Extension, Opinion, Pause, PauseReason, StepRun, Supplement
from motcua.law.process.order import predecessors
from motcua.law.rulesets import Ruleset


class Passing(StrEnum):
    """Why the dossier passed on."""

    FORWARDED = "FORWARDED"
    REASSIGNED = "REASSIGNED"
    RETURNED_FOR_REWORK = "RETURNED_FOR_REWORK"
    COMPLETED = "COMPLETED"
    STOPPED = "STOPPED"
    WITHDRAWN = "WITHDRAWN"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    REOPENED = "REOPENED"
    GIVEN_BACK = "GIVEN_BACK"
    WAITING = "WAITING"
    """A branch that is done: given, and taken by nobody until the others are done, too."""
    HELD = "HELD"
    """Not passed on yet: who has it now."""


class Place(msgspec.Struct, frozen=True):
    """Where it lies: a unit and, where known, the journal name of the person. `DOOR` and `APPLICANT` are no steps of the process."""

    unit: int
    by: str = ""


DOOR, APPLICANT = -1, -2
"""In place of a unit: the one-stop unit once the work is done, and the applicant."""

Remark = Supplement | Pause | Opinion | Extension
"""What happened in the giver's part."""


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """One line: who gave and when, who took and when (None: nobody yet), how the giver's part ended, what happened in it."""

    passing: Passing
    giver: Place
    given_at: datetime | None
    receiver: Place | None
    received_at: datetime | None
    verdict: Verdict | None = None
    remarks: tuple[Remark, ...] = ()


_ENDINGS: dict[type[e.Event], Passing] = {
    e.Completed: Passing.COMPLETED,
    e.Stopped: Passing.STOPPED,
    e.Withdrawn: Passing.WITHDRAWN,
    e.NotEligible: Passing.NOT_ELIGIBLE,
}
_TAKEN_AWAY = frozenset({Passing.STOPPED, Passing.WITHDRAWN, Passing.NOT_ELIGIBLE})
_AT_WORK = (
    *(e.StepEntered, e.StepLeft, e.Examined, e.ResultDrafted, e.ReturnedForRework, e.Approved, e.Numbered, e.Completed),
    *(e.SupplementRequested, e.OpinionAsked, e.ClockPaused),
)
"""What is done by who has the dossier, so that who does it has taken it."""


def transfers_of(history: Iterable[Stamped], now: datetime, calendar: WorkingCalendar, rules: Ruleset) -> tuple[Transfer, ...]:
    """Every hand-over up to `now`, oldest first; last, where it is at work, who has it now. Nothing before reception.

    `calendar` is that of the competent agency, by which steps are counted; `rules` those of the reception day.
    """
    reader = _Reader(calendar, rules)
    for event, at, by in history:
        reader.read(event, at, by)
    return (*reader.lines, *reader.held(now))


class _Reader:
    """Reads the events one after the other and remembers where the dossier lies."""

    def __init__(self, calendar: WorkingCalendar, rules: Ruleset) -> None:
        self.calendar, self.rules = calendar, rules
        self.state: DossierState | None = None
        self.lines: list[Transfer] = []
        self.waiting: dict[int, list[int]] = {}  # passage → lines that nobody has taken yet
        self.given: dict[int, tuple[datetime, str]] = {}  # passages left: when, by whom
        self.taken: set[tuple[int, int]] = set()  # passage left, step entered after it
        self.reworked = False
        self.reopened: tuple[datetime, str] | None = None  # when and by whom, if the event before opened the dossier again

    def read(self, event: e.Event, at: datetime, by: str) -> None:
        before, after = self.state, evolve(self.state, event, at, by)
        self.state = after
        if before is None or before.received_at is None:
            return
        left = [no for no, run in enumerate(before.runs) if run.left_at is None and after.runs[no].left_at is not None]
        self._take(event, before, left, at, by)
        self._leave(event, left, at, by)
        if isinstance(event, e.Assigned):
            self._assign(before, after, at)
        elif isinstance(event, e.HandedOver):
            self._add(Passing.GIVEN_BACK, Place(DOOR, by), at, Place(APPLICANT), at)
        elif len(after.runs) > len(before.runs):
            self._enter(event, len(after.runs) - 1, left, at, by)
        self.reworked = isinstance(event, e.ReturnedForRework)
        self.reopened = (at, by) if isinstance(event, e.Reopened) else None

    def _take(self, event: e.Event, before: DossierState, left: list[int], at: datetime, by: str) -> None:
        """Who acts in a step that lay there for anybody has taken it."""
        if not isinstance(event, _AT_WORK) or not by.startswith("officer:"):
            return
        acts_in = left if isinstance(event, e.StepEntered) else left or [_acting(before, by)]
        for passage in acts_in:
            for line in self.waiting.pop(passage, ()):
                self.lines[line] = replace(self.lines[line], receiver=_with_name(self.lines[line].receiver, by), received_at=at)

    def _leave(self, event: e.Event, left: list[int], at: datetime, by: str) -> None:
        self.given |= dict.fromkeys(left, (at, by))
        ending = _ENDINGS.get(type(event))
        if ending is None:
            return
        went_on = {no for no, _ in self.taken}
        for no in [no for no in self.given if no in left or no not in went_on]:
            self._pass_on(ending, no, Place(DOOR), at)
        self.given = {}

    def _enter(self, event: e.Event, passage: int, left: list[int], at: datetime, by: str) -> None:
        """A passage begins: given by whom it left, and by the branches that waited for it. One that splits gives to each branch."""
        run = self._state.runs[passage]
        waited_for = predecessors(self._state.plan).get(run.no, ())
        fresh = [no for no in self.given if self._state.runs[no].no in waited_for and (no, run.no) not in self.taken]
        receiver = Place(run.unit, f"officer:{run.holder}" if run.holder is not None else "")
        passing = Passing.RETURNED_FOR_REWORK if self.reworked else Passing.FORWARDED
        if self.reopened == (at, by) and left:
            # One act: opened again, and sent at once to where the work goes on.
            self.lines[-1] = replace(self.lines[-1], receiver=receiver, received_at=at if receiver.by else None)
            self.waiting |= {} if receiver.by else {passage: [len(self.lines) - 1]}
            self.given = {no: how for no, how in self.given.items() if no not in left}
            return
        first = len(self.lines)
        if isinstance(event, e.Reopened):
            self._add(Passing.REOPENED, Place(DOOR, by), at, receiver, at if receiver.by else None)
        for no in sorted({*left, *fresh}):
            self.taken.add((no, run.no))
            self._pass_on(passing, no, receiver, at if receiver.by else None)
        if not receiver.by:
            self.waiting[passage] = list(range(first, len(self.lines)))

    def _assign(self, before: DossierState, after: DossierState, at: datetime) -> None:
        """Whoever is named has it: taken by them where it lay for anybody, from one hand to the next where somebody had it."""
        passage = next((no for no, run in enumerate(before.runs) if run.holder != after.runs[no].holder), None)
        if passage is None:
            return
        had, has = before.runs[passage], after.runs[passage]
        receiver = Place(has.unit, f"officer:{has.holder}")
        for line in self.waiting.pop(passage, ()):
            self.lines[line] = replace(self.lines[line], receiver=receiver, received_at=at)
        if had.holder is not None:
            self._add(Passing.REASSIGNED, Place(had.unit, f"officer:{had.holder}"), at, receiver, at)

    def _pass_on(self, passing: Passing, no: int, receiver: Place, received_at: datetime | None) -> None:
        self.lines.append(self._part(passing, no, receiver, received_at))

    def _part(self, passing: Passing, no: int, receiver: Place | None, received_at: datetime | None) -> Transfer:
        """A passage that was left: who gave, and how that part ended."""
        run, (given_at, by) = self._state.runs[no], self.given[no]
        return Transfer(
            passing=passing,
            giver=Place(run.unit, _giver(run, passing, by)),
            given_at=given_at,
            receiver=receiver,
            received_at=received_at,
            verdict=classify(run.left_at, self._due(run, given_at), given_at, self.calendar, self.rules),
            remarks=self._remarks(no, given_at),
        )

    def _add(self, passing: Passing, giver: Place, at: datetime, receiver: Place, received_at: datetime | None) -> None:
        """Passed on by somebody whose part has no budget."""
        self.lines.append(Transfer(passing=passing, giver=giver, given_at=at, receiver=receiver, received_at=received_at))

    def held(self, now: datetime) -> list[Transfer]:
        """Branches that wait for others, and where the dossier lies now, with how the time of that step stands."""
        if self.state is None:
            return []
        found = self._waiting_branches()
        for no, run in enumerate(self.state.runs):
            if run.left_at is None:
                verdict = classify(None, self._due(run, now), now, self.calendar, self.rules)
                place = Place(run.unit, f"officer:{run.holder}" if run.holder is not None else "")
                lies = Transfer(passing=Passing.HELD, giver=place, given_at=None, receiver=None, received_at=None, verdict=verdict)
                found.append(replace(lies, remarks=self._remarks(no, now)))
        return found

    def _waiting_branches(self) -> list[Transfer]:
        if not self._state.open_runs:
            return []
        went_on = {no for no, _ in self.taken}
        return [self._part(Passing.WAITING, no, None, None) for no in self.given if no not in went_on and self._is_last(no)]

    def _is_last(self, passage: int) -> bool:
        """Whether no later passage went through the same step: one that was gone through again waits no more."""
        runs = self._state.runs
        return all(run.no != runs[passage].no for run in runs[passage + 1 :])

    def _due(self, run: StepRun, end: datetime) -> datetime:
        due = run.due_at
        for pause in self._state.pauses:
            due = after_pause(due, pause, run.entered_at, end, self.calendar)
        return due

    def _remarks(self, passage: int, until: datetime) -> tuple[Remark, ...]:
        """What happened between entering and leaving, in order; with several steps open, told by the one that was entered last."""
        state = self._state
        supplements = [(one.requested_at, one) for one in state.supplements if one.after_reception]
        pauses = [(one.started_at, one) for one in state.pauses if one.reason is not PauseReason.SUPPLEMENT]
        opinions = [(one.asked_at, one) for one in state.opinions]
        extensions = [(one.at, one) for one in [state.extension] if one is not None]
        told: list[tuple[datetime, Remark]] = [*supplements, *pauses, *opinions, *extensions]
        mine = [(at, one) for at, one in told if at <= until and _passage_at(state, at) == passage]
        return tuple(one for _, one in sorted(mine, key=lambda pair: pair[0]))

    @property
    def _state(self) -> DossierState:
        assert self.state is not None
        return self.state


def _with_name(place: Place | None, by: str) -> Place | None:
    return replace(place, by=place.by or by) if place else None


def _giver(run: StepRun, passing: Passing, by: str) -> str:
    """Who gave: who acted, but where it was taken out of somebody's hands, that somebody."""
    holder = f"officer:{run.holder}" if run.holder is not None else ""
    acted = by if by.startswith("officer:") else ""
    return (holder or acted) if passing in _TAKEN_AWAY else (acted or holder)


def _acting(state: DossierState, by: str) -> int:
    """The open passage somebody acts in: the own one, else the one entered last."""
    opened = [no for no, run in enumerate(state.runs) if run.left_at is None]
    own = [no for no in opened if by == f"officer:{state.runs[no].holder}"]
    return next(reversed(own or opened), -1)


def _passage_at(state: DossierState, at: datetime) -> int:
    """The passage the dossier was in at an instant, the one entered last of several."""
    inside = [no for no, run in enumerate(state.runs) if run.entered_at <= at and (run.left_at is None or at <= run.left_at)]
    return next(reversed(inside), -1)
