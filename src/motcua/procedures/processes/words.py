"""A process in plain Vietnamese: hours, who does a step, what it waits for; the text that stands beside every drawing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from motcua.law.procedure import Step
from motcua.law.process import predecessors, successors, total_minutes
from motcua.law.process.checks import hours_words
from motcua.law.process.order import Waits
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.queries import ApprovedVersion


class StepWords(msgspec.Struct, frozen=True, kw_only=True):
    """One step as it is read out: number, name, who, where, how long, and what it waits for where that is not plain."""

    no: int
    name: str
    role: str
    unit_kind: str
    hours: str
    waits: str

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        return f"{self.name}: {self.role}, {self.unit_kind}, {self.hours} giờ{f'; {self.waits}' if self.waits else ''}."


def words_of(steps: Sequence[Step]) -> tuple[StepWords, ...]:
    """The steps for an ordered list, which says everything the drawing shows."""
    waits, followed = predecessors(steps), successors(steps)
    return tuple(
        StepWords(
            no=step.no,
            name=step.name,
            role=ROLE_NAMES[step.role],
            unit_kind=step.unit_kind,
            hours=hours_words(step.minutes),
            waits=_waits(waits[step.no], followed),
        )
        for step in steps
    )


def _waits(earlier: tuple[int, ...], followed: Waits) -> str:
    """Nothing for a step that simply follows; otherwise which steps must be done, or which run beside it."""
    if len(earlier) > 1:
        return f"bắt đầu khi đã xong các bước {', '.join(map(str, earlier))}"
    beside = followed[earlier[0]] if earlier else ()
    return f"bắt đầu sau bước {earlier[0]}, song song với nhánh khác" if len(beside) > 1 else ""


def summary(steps: Sequence[Step]) -> str:
    """How many steps and hours: "6 bước, tổng 9 giờ làm việc" (the longest way where branches run side by side)."""
    return f"{len(steps)} bước, tổng {hours_words(total_minutes(steps))} giờ làm việc"


def source_words(approved: ApprovedVersion | None) -> str:
    """Where a process comes from: its version and decision, or the catalogue where nothing was approved."""
    if approved is None:
        return "Quy trình theo danh mục, chưa có quyết định phê duyệt"
    return (
        f"Quy trình bản số {approved.no}, {approved.decision} ngày {approved.decision_date:%d/%m/%Y} của {approved.approved_by}, "
        f"hiệu lực từ {approved.valid_from:%d/%m/%Y}"
    )
