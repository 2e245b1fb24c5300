"""Plays a scenario: each command on the state the one before left, the acts between them filled in, the refused ones told."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.calendar import WorkingCalendar, business_date, national_calendar
from motcua.law.deadline import Verdict, due_at
from motcua.law.dossier import commands as c
from motcua.law.dossier.decide import Context, decide
from motcua.law.dossier.duties import Duty, duties_of
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.standing import Share, apologising_agency, indicator_is_on_time, late_days_of, shares_of, verdict_of
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Channel, PlannedStep, Status
from motcua.law.play.acts import PAPER, REF, command_of
from motcua.law.play.filling import usual_acts, without_choice
from motcua.law.play.scenario import Act, Scenario
from motcua.law.procedure import ProcedureCase, Requirement, legal_minutes
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.law.rulesets import ruleset_at

MOST_FILLED = 100
# Different people, since nobody approves the own draft or concludes on the own explanation.
OFFICERS: dict[type[c.Command], int] = {c.Receive: 1, c.Assign: 2, c.Approve: 4, c.ConcludeExplanation: 4, c.Issue: 5, c.Apologise: 4}


class Refused(msgspec.Struct, frozen=True):
    """A command of the scenario that the law refused."""

    index: int
    code: str
    message: str
    legal_basis: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How the dossier stands when one looks; instants with Vietnam's offset. `agencies` are the names behind the numbers, from 1."""

    status: Status | None
    original_due_at: datetime | None
    legal_due_at: datetime | None
    appointment_at: datetime | None
    verdict: Verdict | None
    indicator_verdict: str | None
    late_working_days: int
    duties: tuple[Duty, ...]
    shares: tuple[Share, ...]
    agencies: tuple[str, ...]
    refused: tuple[Refused, ...]


class Player:
    """One dossier of one scenario."""

    def __init__(self, scenario: Scenario, calendar: WorkingCalendar) -> None:
        self.scenario, self.calendar = scenario, calendar
        self.names: dict[str, int] = {}
        self.plan = self._plan()
        self.case = ProcedureCase(
            key="c1",
            name="Kịch bản",
            term=scenario.term,
            requirements=(Requirement(key="r1", name="Giấy tờ", kind="ORIGINAL", originals=1),),
            clock_on_supplement=scenario.clock_on_supplement,
            supplement_window_days=scenario.supplement_window_days,
        )
        self.state: DossierState | None = None

    def agency(self, name: str) -> int:
        """The number of an agency that the scenario names."""
        return self.names.setdefault(name, len(self.names) + 1)

    def _plan(self) -> tuple[PlannedStep, ...]:
        steps = self.scenario.process
        if not steps:
            minutes = legal_minutes(self.scenario.term) or self._minutes_to_due(self.scenario.acts[0].at)
            own = self.agency("A")
            return (PlannedStep(no=1, name="Giải quyết", role=Role.CASE_OFFICER, agency=own, unit=own, minutes=minutes),)
        return tuple(
            PlannedStep(
                no=no,
                name=step.name,
                role=step.role,
                agency=self.agency(step.agency),
                unit=self.agency(step.agency),
                minutes=step.minutes,
                after=step.after,
                outcomes=step.outcomes,
            )
            for no, step in enumerate(steps, 1)
        )

    def _minutes_to_due(self, at: datetime) -> int:
        """The working minutes a dossier that begins at `at` has, where the term names none."""
        due = due_at(at, self.scenario.term, self.calendar, ruleset_at(business_date(at)))
        return max(self.calendar.between(at, due), 1)

    def context(self, at: datetime, by: int = 3) -> Context:
        """The context of an act at `at`: the law of the reception day."""
        day = business_date(self.state.received_at if self.state and self.state.received_at else at)
        return Context(at=at, by=f"officer:{by}", case=self.case, calendar=self.calendar, rules=ruleset_at(day))

    def act(self, act: Act) -> Refusal | None:
        """Play one act; what is filled in before it counts only if the act itself is not refused."""
        state = self.state
        commands = self._commands(self._asked(act), act.at)
        for one in commands:
            after = self._with_filling(state, one, act.at)
            if isinstance(after, Refusal):
                return after
            state = after
        self.state = state
        return None

    def _asked(self, act: Act) -> c.Command | str:
        """The command as written; an apology that names no agency comes from the one that owes it."""
        asked = command_of(act, self.agency)
        if isinstance(asked, c.Apologise) and "agency" not in act.words and self.state is not None:
            rules = self.context(act.at).rules
            return msgspec.structs.replace(asked, agency=apologising_agency(self.state, act.at, self.calendar, rules))
        return asked

    def _commands(self, asked: c.Command | str, at: datetime) -> list[c.Command]:
        """The command asked for, after the submission and reception that a scenario need not mention."""
        begun = self.state is not None
        before: list[c.Command] = [] if begun else [self._submission()]
        if isinstance(asked, str):
            return [*before, self._reception(at)] if asked == "receive" else before or [self._submission()]
        if not begun and not isinstance(asked, c.RefuseAtDoor):
            before.append(self._reception(at))
        return [*before, asked]

    def _with_filling(self, state: DossierState | None, command: c.Command, at: datetime) -> DossierState | Refusal:
        after = self._decided(state, command, at)
        for _ in range(MOST_FILLED):
            if not isinstance(after, Refusal) or state is None or after.code == "WHICH_STEP":
                break
            tried = (self._decided(state, act, at) for act in usual_acts(state, command))
            filled = next((one for one in tried if not isinstance(one, Refusal)), None)
            if filled is None:
                break
            state = filled
            after = self._decided(state, command, at)
        return after

    def _decided(self, state: DossierState | None, command: c.Command, at: datetime) -> DossierState | Refusal:
        context = self.context(at, OFFICERS.get(type(command), 3))
        decision = decide(state, without_choice(state, command), context)
        if isinstance(decision, Refusal):
            return decision
        for event in decision:
            state = evolve(state, event, at, context.by)
        assert state is not None  # noqa: S101 - a decision about nothing is a submission
        return state

    def _submission(self) -> c.Submit:
        return c.Submit(
            procedure_version=0,
            case_key="c1",
            channel=Channel.DIRECT,
            receiving_agency=self.plan[0].agency,
            competent_agency=self.plan[-1].agency,
            applicant=REF,
            papers=(PAPER,),
        )

    def _reception(self, at: datetime) -> c.Receive:
        code = f"H00-{business_date(at):%y%m%d}-0001"
        return c.Receive(code=code, register_book="01", register_no=1, officer=3, plan=self.plan)


def play(scenario: Scenario, calendar: WorkingCalendar | None = None) -> Outcome:
    """Play what happened until `as_of` and say how the dossier stands then. Raises ScenarioError for words nobody knows."""
    player = Player(scenario, calendar or national_calendar())
    refused = []
    for index, act in enumerate(scenario.acts):
        if act.at > scenario.as_of:
            command_of(act, player.agency)  # it has not happened yet, but its words must be known
            continue
        refusal = player.act(act)
        if refusal is not None:
            refused.append(Refused(index, refusal.code, refusal.message, refusal.legal_basis))
    return _outcome(player, scenario.as_of, tuple(refused))


def _outcome(player: Player, as_of: datetime, refused: tuple[Refused, ...]) -> Outcome:
    state = player.state
    if state is None:
        return Outcome(
            status=None,
            original_due_at=None,
            legal_due_at=None,
            appointment_at=None,
            verdict=None,
            indicator_verdict=None,
            late_working_days=0,
            duties=(),
            shares=(),
            agencies=tuple(player.names),
            refused=refused,
        )
    context = player.context(as_of)
    on_time = indicator_is_on_time(state, as_of, context.rules)
    return Outcome(
        status=state.status,
        original_due_at=state.original_due_at,
        legal_due_at=state.legal_due_at,
        appointment_at=state.appointment_at,
        verdict=verdict_of(state, as_of, player.calendar, context.rules),
        indicator_verdict=None if on_time is None else "ON_TIME" if on_time else "LATE",
        late_working_days=late_days_of(state, as_of, player.calendar),
        duties=duties_of(state, context),
        shares=shares_of(state, as_of, player.calendar),
        agencies=tuple(player.names),
        refused=refused,
    )
