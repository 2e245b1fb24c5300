"""Some hundred dossiers with truthful histories: each act done by the command and the person that owed it, at an hour of work.

Nothing is written past the commands. Those received lately are still under way, some are late, a few were refused or given back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

import msgspec

from motcua.agencies.models import Agency
from motcua.agencies.queries import actor_of, calendar_of, officers_of_unit, tree
from motcua.dossiers import commands
from motcua.dossiers.commands import Done, Intake
from motcua.dossiers.queries import get_state
from motcua.foundation.access import SYSTEM, Actor
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.dossier import commands as law
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Channel, Conclusion, Delivery, DossierPaper, PaperStatus, Status
from motcua.law.procedure import MINUTES_PER_DAY, ProcedureCase, Step
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.papers.commands import issue_receipt
from motcua.procedures.models import Procedure
from motcua.procedures.queries import PinnedVersion, get_version
from motcua.project.demo.lateness import settle
from motcua.project.demo.names import NameSource
from motcua.project.demo.processes import side_by_side
from motcua.project.demo.turns import AT_DESK, FIRST_TURNS, TURNS, Turn, centre_of

SEED = 20_261_120
DAYS_BACK = 45
FEATURED = "14329"
Tell = Callable[[str], None]
FATES = (
    ("walk", "refused", "rework", "stays", "supplement", "opinion", "withdrawn", "stopped", "not_eligible"),
    (69, 4, 6, 7, 5, 4, 2, 1, 2),
)
REFUSALS = (
    "Yêu cầu thuộc thẩm quyền của cơ quan khác. Đề nghị nộp tại cơ quan có thẩm quyền theo hướng dẫn kèm theo.",
    "Giấy chứng sinh không đọc được và không có trong cơ sở dữ liệu của ngành y tế. Đề nghị xin cấp lại rồi nộp hồ sơ.",
)
NOTES = (
    "Đã đối chiếu bản chính, thông tin khớp với Cơ sở dữ liệu quốc gia về dân cư.",
    "Thành phần hồ sơ đầy đủ, hợp lệ; điều kiện giải quyết được đáp ứng.",
    "Đã xác minh tại thôn, tổ dân phố; kết quả phù hợp với nội dung kê khai.",
)


class Plan(msgspec.Struct, frozen=True):
    """One dossier to be played: where, when it comes, how slowly its officers work (1 is as the process says)."""

    door: int
    at: datetime
    version: PinnedVersion
    pace: float
    fate: str


class Played(msgspec.Struct, kw_only=True):
    """What was made."""

    dossiers: int = 0
    acts: int = 0


def play_dossiers(now: datetime, tell: Tell = lambda _: None) -> Played | Refusal:
    """Play the demonstration's dossiers up to `now`. Receptions come in the order of their hours, so codes tell the truth."""
    stage = Stage(now)
    played = Played()
    plans = sorted(stage.plans(), key=lambda plan: plan.at)
    begun: list[tuple[Plan, int]] = []
    for number, plan in enumerate(plans, 1):
        answer = stage.begin(plan)
        if isinstance(answer, Refusal):
            return answer
        begun.append((plan, answer.dossier_id))
        if number % 50 == 0:
            tell(f"Đã lập {number} trên {len(plans)} hồ sơ")
    for number, (plan, dossier_id) in enumerate(begun, 1):
        acts = stage.play(plan, dossier_id)
        if isinstance(acts, Refusal):
            return acts
        played.acts += acts
        if number % 50 == 0:
            tell(f"Đã giải quyết {number} trên {len(begun)} hồ sơ")
    settled = settle(stage, [dossier_id for _, dossier_id in begun], stage.now, stage.dice)
    if isinstance(settled, Refusal):
        return settled
    played.acts += settled
    played.dossiers = len(begun)
    return played


class Stage:
    """The people of the demonstration and the dice that move them; the same seed and day give the same province."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC).replace(second=0, microsecond=0)
        self.dice = random.Random(SEED)  # nosec B311  # noqa: S311 - a demonstration, not a secret
        self.names = NameSource(SEED)
        current = Procedure.objects.filter(internal=False, valid_to=None, current_version__isnull=False).exclude(valid_from__gt=now.date())
        versions = [get_version(pk) for pk in current.order_by("code").values_list("current_version_id", flat=True)]
        self.of_communes = [v for v in versions if v.body.government_level == "COMMUNE" and v.body.competent_agency.startswith("UBND")]
        self.of_civil_status = [v for v in self.of_communes if v.sector == "Hộ tịch"] or self.of_communes
        self.with_money = [v for v in versions if v.body.government_level == "COMMUNE" and v.body.financial_clock]
        self.of_branches = [v for v in self.of_communes if _splits_soon(side_by_side(v.cases[0].steps))]
        self.of_departments = [v for v in versions if v.body.government_level == "PROVINCE" and v.body.competent_agency == "Sở Nội vụ"]

    def plans(self) -> Iterator[Plan]:
        """Many in the featured ward, some for a department, one or two in every other commune."""
        communes = [a for a in tree().agencies.values() if a.level == "COMMUNE" and a.valid_to is None]
        for agency in communes:
            for _ in range(150 if agency.slug == FEATURED else self.dice.choice((1, 2))):
                versions = self.of_civil_status if self.dice.random() < 0.5 else self.of_communes  # noqa: PLR2004
                yield self._plan(agency, self.dice.choice(versions))
            if agency.slug == FEATURED:
                yield from (self._plan(agency, self.dice.choice(self.of_civil_status), "waiting") for _ in range(9))
                yield from (self._plan(agency, self.dice.choice(self._versions_for(fate)), fate) for fate in TURNS for _ in range(3))
                yield from (self._plan(agency, self.dice.choice(self.of_branches), fate) for fate in _BRANCHED if self.of_branches)
        centre = next(a for a in tree().agencies.values() if a.kind == "PUBLIC_SERVICE_CENTRE" and a.level == "PROVINCE")
        for _ in range(45):
            yield self._plan(centre, self.dice.choice(self.of_departments))

    def _versions_for(self, fate: str) -> list[PinnedVersion]:
        """Money stops the clock only where the procedure says so (domain §2.4)."""
        return self.with_money if fate in ("payment", "unpaid") else self.of_civil_status

    def _plan(self, door: Agency, version: PinnedVersion, fate: str = "") -> Plan:
        calendar = calendar_of(door.id)
        back = 700 if fate == "waiting" else self.dice.choice((4, 4, 12, DAYS_BACK)) * 480
        span = (1400, 3200) if fate in ("branches", "branch", "unpaid") else (5, back)  # long enough ago to have come to the branches
        at = calendar.subtract(self.now, self.dice.randrange(*span))
        pace = self.dice.choice((0.4, 0.6, 0.7, 0.8, 0.8, 0.9, 0.9, 1.0, 1.1, 1.7))
        return Plan(door.id, at, version, pace, fate or self.dice.choices(*FATES)[0])

    def begin(self, plan: Plan) -> Done | Refusal:
        """The dossier as it comes to the door."""
        case = plan.version.cases[0]
        intake = Intake(
            version_id=plan.version.id,
            case_key=case.key,
            receiving_agency=plan.door,
            applicant=self.applicant(plan.at),
            papers=_papers(case),
            channel=Channel.ONLINE if plan.fate == "waiting" or self.dice.random() < 0.3 else Channel.DIRECT,  # noqa: PLR2004
            delivery=self.dice.choice((Delivery.COUNTER, Delivery.COUNTER, Delivery.POST)),
        )
        if plan.fate == "waiting":
            return commands.submit(SYSTEM, intake, at=plan.at)
        clerk = self.door(plan.door, plan.at)
        if plan.fate == "refused":
            return commands.refuse_at_counter(clerk, intake, self.dice.choice(REFUSALS), at=plan.at)
        done = commands.receive_at_counter(clerk, intake, at=plan.at)
        if isinstance(done, Done) and tree().agencies[plan.door].slug == FEATURED:
            slip = issue_receipt(clerk, done.dossier_id, at=plan.at)
            return slip if isinstance(slip, Refusal) else done
        return done

    def applicant(self, at: datetime) -> Applicant:
        """An invented person of age, living somewhere in the province."""
        name = self.names.draw()
        born = at - timedelta(days=self.dice.randrange(19 * 365, 80 * 365))
        woman = " Thị " in name or self.dice.random() < 0.3  # noqa: PLR2004
        century = (2 if born.year >= 2000 else 0) + woman  # noqa: PLR2004
        place = self.dice.choice(("037", "036", "035"))
        commune = self.dice.choice([a for a in tree().agencies.values() if a.level == "COMMUNE"])
        return Applicant(
            kind=ApplicantKind.CITIZEN,
            full_name=name,
            personal_id=f"{place}{century}{born.year % 100:02d}{self.dice.randrange(10**6):06d}",
            birth_date=born.date().isoformat(),
            sex="FEMALE" if woman else "MALE",
            phone=f"+849{self.dice.randrange(10**8):08d}",
            address=f"Thôn {self.dice.randrange(1, 15)}, {commune.short_name}, tỉnh Ninh Bình",
        )

    def play(self, plan: Plan, dossier_id: int) -> int | Refusal:
        """Everything that follows until now, each act after the working time its step takes at this dossier's pace."""
        if plan.fate in ("waiting", "refused"):
            return 0
        acts, reworked, turns = 0, plan.fate != "rework", [turn for turn in TURNS.get(plan.fate, ()) if turn]
        while True:
            state = get_state(dossier_id)
            at = self._next_instant(plan, state)
            if at is not None and turns and self._is_time(state, turns):
                turned = turns.pop(0)(self, dossier_id, state, at)
                if isinstance(turned, Refusal):
                    return turned
                acts += 1
                continue
            offered = next_acts(state)
            if at is None or not offered or _stays(plan, state, acts):
                return acts
            act = offered[0]
            if act is law.Approve and not reworked:
                act, reworked = law.ReturnForRework, True
            refusal = self._do(act, dossier_id, state, at)
            if isinstance(refusal, Refusal):
                return refusal
            acts += 1

    def _is_time(self, state: DossierState, turns: list[Turn]) -> bool:
        """The first turn at the case officer's desk, the second wherever the first has led."""
        held = state.run is not None and state.run.holder is not None and state.step is not None
        at_desk = held and state.status in AT_DESK and state.step is not None and state.step.role is Role.CASE_OFFICER
        return at_desk if turns[0] in FIRST_TURNS else True

    def _next_instant(self, plan: Plan, state: DossierState) -> datetime | None:
        """When the next act happens; None when that would be after now."""
        step = state.step
        waits = state.status in (Status.SUPPLEMENT_REQUESTED, Status.AWAITING_PAYMENT, Status.CONSULTING)
        minutes = self.dice.choice((240, 960, 2400)) if waits or step is None else step.minutes
        took = max(int(minutes * plan.pace * self.dice.uniform(0.4, 1.1)), 2)
        if next_acts(state)[:1] in ((law.RecordExamination,), (law.Assign,)):
            took //= 2
        at = calendar_of(state.competent_agency).add(state.last_at, took)
        return at if at <= self.now else None

    def _do(self, act: type[law.Command], no: int, state: DossierState, at: datetime) -> Done | Refusal:
        actor = self._owner(state, at)
        if act is law.Assign:
            step = state.step if state.step and state.step.role is Role.CASE_OFFICER else state.next_step
            chosen = self.dice.choice(officers_of_unit(step.unit, Role.CASE_OFFICER, at)) if step else None
            if step and state.step and state.step.role is Role.CASE_OFFICER and chosen:
                return commands.take(actor_of(chosen.id, at), no, at=at)
            return commands.assign(actor, no, chosen.id if chosen else 0, at=at)
        if act is law.RecordExamination:
            return commands.record_examination(actor, no, Conclusion.ELIGIBLE, self.dice.choice(NOTES), at=at)
        if act is law.SubmitForApproval:
            return commands.submit_for_approval(actor, no, _draft(state), at=at)
        if act is law.ReturnForRework:
            return commands.return_for_rework(actor, no, "Ghi rõ căn cứ pháp lý trong dự thảo rồi trình lại.", at=at)
        if act is law.HandOver:
            return commands.hand_over(actor, no, "Người nộp hồ sơ", state.delivery, at=at)
        plain: dict[type[law.Command], Callable[..., Done | Refusal]] = {
            law.Forward: commands.forward,
            law.Approve: commands.approve,
            law.Issue: commands.issue,
            law.Complete: commands.complete,
        }
        return plain[act](actor, no, at=at)

    def _owner(self, state: DossierState, at: datetime) -> Actor:
        """Who owes the act: the holder, or somebody in the unit with the step's post; at the end, the door."""
        run, step = state.run, state.step
        if run is None or step is None:
            return self.door(state.receiving_agency, at)
        if run.holder is not None and step.role is not Role.RECEPTION:
            return actor_of(run.holder, at)
        return self.somebody(run.unit, step.role, at)

    def door(self, agency: int, at: datetime) -> Actor:
        """Somebody at the counter of the agency."""
        return self.somebody(centre_of(agency), Role.RECEPTION, at)

    def somebody(self, unit: int, role: Role, at: datetime) -> Actor:
        """One officer of the unit with this post."""
        return actor_of(_first_officer(unit, role, at.date().isoformat()[:7]), at)


_BRANCHED = ("branches", "branch", "branches", "branch", "branches", "branch", "walk", "walk", "walk", "walk")
"""Interlinked dossiers of the featured ward: some with every branch open, some with one done, some through."""


def _splits_soon(steps: tuple[Step, ...]) -> bool:
    """Whether there are branches, and they begin within two days."""
    first = next((step.no for step in steps if step.after), 0)
    return first > 0 and sum(step.minutes for step in steps if step.no < first) <= 2 * MINUTES_PER_DAY


def _stays(plan: Plan, state: DossierState, acts: int) -> bool:
    """Whether this one is left where it is now, so that the demonstration shows every place."""
    branches = sum(state.is_branch(run.no) for run in state.runs)
    done = branches - sum(state.is_branch(run.no) for run in state.open_runs)
    if plan.fate == "stays":
        return acts > 2  # noqa: PLR2004
    if plan.fate == "unpaid":
        return state.pause is not None
    return branches > 0 and (plan.fate == "branches" or (plan.fate == "branch" and done == 1))


@cache
def _first_officer(unit: int, role: Role, month: str) -> int:
    """One officer of the unit with this post; remembered for the month."""
    at = datetime.fromisoformat(f"{month}-28T00:00:00+00:00")
    return officers_of_unit(unit, role, at)[0].id


def _papers(case: ProcedureCase) -> tuple[DossierPaper, ...]:
    return tuple(
        DossierPaper(
            key=r.key,
            status=PaperStatus.SHOWN if r.kind == "SHOW_ONLY" else PaperStatus.FROM_DATA if r.replaced_by_data else PaperStatus.GIVEN,
            originals=r.originals,
            copies=r.copies,
            source=r.replaced_by_data if r.kind != "SHOW_ONLY" else "",
        )
        for r in case.requirements
        if r.required
    )


def _draft(state: DossierState) -> str:
    version = get_version(state.procedure_version)
    result = version.body.result.name if version.body.result else version.name
    return f"{result}: đủ điều kiện, đề nghị ký ban hành."
