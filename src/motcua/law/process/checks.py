"""What is wrong with a process before anybody approves it: each rule a function, each fault a Vietnamese sentence with its path.

Paths count from nought as in files: `steps[2].after` belongs to step number 3. Sources: Annex E (domain §22); the split into
steps never extends the legal limit (domain §22, K); what ends a dossier follows `law.dossier`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from motcua.law.procedure import Step, Term, legal_minutes
from motcua.law.process.order import Waits, critical_path, in_order, predecessors, successors, total_minutes
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES, Role

STEP_ROLES = frozenset({Role.RECEPTION, Role.CASE_OFFICER, Role.UNIT_HEAD, Role.APPROVER, Role.CLERK, Role.CASHIER, Role.CENTRE_LEADER})
"""The roles that do steps of a process. Others watch, administer or carry; a dossier would wait for them for ever."""

MOST_STEPS = 100
LEGAL_BASIS = "Nghị định 118/2025/NĐ-CP; Quyết định 468/QĐ-TTg"


def check(steps: Sequence[Step], term: Term) -> Refusal | None:
    """None when the process may be approved for this term; otherwise one refusal with every fault in `details`."""
    return as_refusal(faults(steps, term))


def as_refusal(found: Sequence[Refusal]) -> Refusal | None:
    """One refusal with all these faults in `details`; None for no fault."""
    if not found:
        return None
    return Refusal(
        code="PROCESS_WRONG",
        template="Quy trình có {count} chỗ chưa đúng; sửa rồi mới ghi nhận phê duyệt được.",
        params={"count": len(found)},
        legal_basis=LEGAL_BASIS,
        field="steps",
        details=tuple(found),
    )


def faults(steps: Sequence[Step], term: Term) -> tuple[Refusal, ...]:
    """Every fault of a process. What needs sound numbers is looked at only when the numbers are sound, the time only without circles."""
    found = [*_numbering(steps), *(fault for rule in _OF_ONE_STEP for at, step in enumerate(steps) for fault in rule(at, step))]
    if any(fault.code in _NUMBERING for fault in found):
        return tuple(found)
    waits = predecessors(steps)
    found += [fault for rule in _OF_THE_WAITS for fault in rule(waits)]
    found += [fault for rule in _OF_THE_STEPS for fault in rule(steps)]
    if len(in_order(waits)) == len(steps):
        found += [*_waits_twice(waits), *_over_term(steps, term)]
    return tuple(found)


def _fault(code: str, field: str, template: str, legal_basis: str = "", **params: Any) -> Refusal:
    return Refusal(code=code, template=template, params=params, legal_basis=legal_basis, field=field)


def _numbering(steps: Sequence[Step]) -> Iterator[Refusal]:
    if not steps:
        yield _fault("NO_STEPS", "steps", "Quy trình chưa có bước nào.")
    if len(steps) > MOST_STEPS:
        yield _fault("TOO_MANY_STEPS", "steps", "Quy trình có {count} bước; tối đa {most} bước.", count=len(steps), most=MOST_STEPS)
    for at, step in enumerate(steps):
        if step.no != at + 1:
            template = "Bước thứ {place} mang số {no}; các bước đánh số liên tục từ 1."
            yield _fault("STEP_NUMBERS", f"steps[{at}].no", template, place=at + 1, no=step.no)
        for other in sorted(set(step.after) - {step.no for step in steps}):
            template = "Bước {no} chờ bước {other}, nhưng quy trình không có bước {other}."
            yield _fault("UNKNOWN_STEP", f"steps[{at}].after", template, no=step.no, other=other)


_NUMBERING = frozenset({"NO_STEPS", "TOO_MANY_STEPS", "STEP_NUMBERS", "UNKNOWN_STEP"})


def _words(at: int, step: Step) -> Iterator[Refusal]:
    if not step.name.strip():
        yield _fault("NO_NAME", f"steps[{at}].name", "Bước {no} chưa có tên.", no=step.no)
    if not step.unit_kind.strip():
        yield _fault("NO_UNIT", f"steps[{at}].unit_kind", "Bước {no} “{name}” chưa ghi đơn vị thực hiện.", no=step.no, name=step.name)
    if len(set(step.outcomes)) < len(step.outcomes) or not all(outcome.strip() for outcome in step.outcomes):
        template = "Các kết quả của bước {no} “{name}” phải khác nhau và không để trống."
        yield _fault("OUTCOMES", f"steps[{at}].outcomes", template, no=step.no, name=step.name)


def _minutes(at: int, step: Step) -> Iterator[Refusal]:
    if step.minutes <= 0:
        template = "Thời gian của bước {no} “{name}” phải lớn hơn 0 giờ."
        yield _fault("MINUTES", f"steps[{at}].minutes", template, no=step.no, name=step.name)


def _role(at: int, step: Step) -> Iterator[Refusal]:
    if step.role not in STEP_ROLES:
        template = "Bước {no} “{name}” giao cho vai trò {role}; vai trò này không thực hiện bước nào của quy trình."
        yield _fault("ROLE", f"steps[{at}].role", template, no=step.no, name=step.name, role=ROLE_NAMES[step.role])


_OF_ONE_STEP: tuple[Callable[[int, Step], Iterator[Refusal]], ...] = (_words, _minutes, _role)


def _start(waits: Waits) -> Iterator[Refusal]:
    """Only the first step can wait for nobody; so it must."""
    if waits[1]:
        yield _fault(
            "NO_START", "steps[0].after", "Bước 1 mở đầu quy trình nên không chờ bước nào; bỏ bước {other}.", other=_list(waits[1])
        )


def _circles(waits: Waits) -> Iterator[Refusal]:
    for knot in _knots(waits):
        template = "Các bước {steps} chờ lẫn nhau thành vòng, không bước nào bắt đầu được."
        if len(knot) == 1:
            template = "Bước {steps} tự chờ chính nó nên không bắt đầu được."
        yield _fault("CYCLE", f"steps[{knot[0] - 1}].after", template, steps=_list(knot))


def _backward(waits: Waits) -> Iterator[Refusal]:
    """A dossier walks by rising numbers, so whoever is waited for has the smaller one. Circles are told by their own sentence."""
    in_circle = {no for knot in _knots(waits) for no in knot}
    for no, earlier in waits.items():
        later = [other for other in earlier if other > no and not {other, no} <= in_circle]
        if later and no != 1:
            template = "Bước {no} chờ bước {other} có số lớn hơn; đánh số lại để bước làm trước có số nhỏ hơn."
            yield _fault("BACKWARD", f"steps[{no - 1}].after", template, no=no, other=_list(later))


def _unreachable(steps: Sequence[Step]) -> Iterator[Refusal]:
    reached = reachable(successors(steps), 1)
    for step in steps:
        if step.no not in reached:
            template = "Từ bước 1 không đi tới được bước {no} “{name}”."
            yield _fault("UNREACHABLE", f"steps[{step.no - 1}].after", template, no=step.no, name=step.name)


def _dead_ends(steps: Sequence[Step]) -> Iterator[Refusal]:
    after = successors(steps)
    for step in steps[:-1]:
        if not after[step.no]:
            template = "Sau bước {no} “{name}” không có bước nào, mà đây chưa phải bước cuối."
            yield _fault("DEAD_END", f"steps[{step.no - 1}].no", template, no=step.no, name=step.name)


def _open_joins(steps: Sequence[Step]) -> Iterator[Refusal]:
    """Each branch of a split must come back: otherwise the result would go out while somebody still works on the dossier."""
    last = len(steps)
    after = successors(steps)
    for no, branches in after.items():
        lost = [branch for branch in branches if last not in reachable(after, branch)]
        if lost and len(lost) < len(branches):
            template = "Nhánh bước {branch} tách ra từ bước {no} chưa được gộp lại; bước gộp phải chờ đủ các nhánh."
            yield _fault("JOIN_INCOMPLETE", f"steps[{no - 1}].no", template, no=no, branch=_list(lost))


def _branches_alone(steps: Sequence[Step]) -> Iterator[Refusal]:
    """The result is signed and numbered once, after every branch has come back: no signature beside other work (domain §23)."""
    order = {step.no: reachable(successors(steps), step.no) for step in steps}
    for step in steps:
        beside = [other.no for other in steps if other.no not in order[step.no] and step.no not in order[other.no]]
        if beside and step.role in _SIGNING:
            template = "Bước {no} “{name}” ký hoặc vào sổ trong khi bước {other} còn làm; các nhánh phải gộp lại trước bước này."
            yield _fault("BRANCH_SIGNS", f"steps[{step.no - 1}].after", template, no=step.no, name=step.name, other=_list(beside))
    signature = next((step.no for step in steps if step.role is Role.APPROVER), None)
    for step in steps:
        splits = len(successors(steps)[step.no]) > 1
        if splits and signature is not None and step.no >= signature:
            template = "Từ bước {no} “{name}” tách nhánh sau khi ký duyệt; các nhánh phải nằm trước bước ký duyệt."
            yield _fault("BRANCH_AFTER_SIGNATURE", f"steps[{step.no - 1}].no", template, no=step.no, name=step.name)


_SIGNING = frozenset({Role.APPROVER, Role.CLERK})


def _reception_first(steps: Sequence[Step]) -> Iterator[Refusal]:
    if steps[0].role is not Role.RECEPTION:
        template = "Bước 1 phải là bước tiếp nhận, do công chức tiếp nhận thực hiện."
        yield _fault("RECEPTION_FIRST", "steps[0].role", template, legal_basis="Điều 17 Nghị định 118/2025/NĐ-CP")


def _result_last(steps: Sequence[Step]) -> Iterator[Refusal]:
    """What is signed must be numbered before it is a result; handing over comes after the end of the processing time (domain §2.6)."""
    last = steps[-1]
    field = f"steps[{last.no - 1}].role"
    if last.role is Role.RECEPTION:
        template = "Bước cuối “{name}” phải là bước có kết quả; việc trả kết quả nằm sau quy trình và không tính vào thời hạn."
        yield _fault("RESULT_LAST", field, template, name=last.name)
    elif last.role is not Role.CLERK and any(step.role is Role.APPROVER for step in steps):
        template = "Kết quả đã ký phải được vào sổ, đóng dấu: bước cuối “{name}” phải do văn thư thực hiện."
        yield _fault("RESULT_LAST", field, template, name=last.name)


_OF_THE_WAITS = (_start, _circles, _backward)
_OF_THE_STEPS = (_unreachable, _dead_ends, _open_joins, _branches_alone, _reception_first, _result_last)


def _waits_twice(waits: Waits) -> Iterator[Refusal]:
    """A join that names a step and also one that comes before it: the shorter wait means nothing and draws a branch without work."""
    before: dict[int, set[int]] = {}
    for no in in_order(waits):
        before[no] = set(waits[no]).union(*(before[earlier] for earlier in waits[no]))
    for no, earlier in waits.items():
        needless = [other for other in earlier if any(other in before[nearer] for nearer in earlier)]
        if needless:
            template = "Bước {no} không cần chờ bước {other}: các bước khác mà nó chờ đã chờ bước đó."
            yield _fault("WAITS_TWICE", f"steps[{no - 1}].after", template, no=no, other=_list(needless))


def _over_term(steps: Sequence[Step], term: Term) -> Iterator[Refusal]:
    allowed, planned = legal_minutes(term), total_minutes(steps)
    if allowed is None or planned <= allowed:
        return
    template = "Các bước nối tiếp nhau {path} cộng lại {planned} giờ, vượt thời hạn giải quyết {allowed} giờ làm việc."
    words = {"path": " → ".join(map(str, critical_path(steps))), "planned": hours_words(planned), "allowed": hours_words(allowed)}
    yield _fault("OVER_TERM", "steps", template, legal_basis=LEGAL_BASIS, **words)


def hours_words(minutes: int) -> str:
    """Minutes as hours with a decimal comma: 90 → "1,5"; 20 → "0,33"."""
    return f"{round(minutes / 60, 2):g}".replace(".", ",")


def reachable(ways: Waits, start: int) -> set[int]:
    """Every step that can be come to from `start`, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        fresh = set(ways[waiting.pop()]) - seen
        seen |= fresh
        waiting += fresh
    return seen


def _knots(waits: Waits) -> list[tuple[int, ...]]:
    """The sets of steps that all wait for each other, and the steps that wait for themselves."""
    sources = {no: set().union(*(reachable(waits, earlier) for earlier in waits[no])) for no in waits}
    knots = {tuple(other for other in waits if other in sources[no] and no in sources[other]) for no in waits if no in sources[no]}
    return sorted(knots)


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
