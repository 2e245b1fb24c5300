"""What a decision needs to know besides the dossier: the instant, who acts, the pinned case, the calendar, the law."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.calendar import VN, WorkingCalendar
from motcua.law.dossier.events import Event
from motcua.law.procedure import ProcedureCase
from motcua.law.refusal import Refusal
from motcua.law.rulesets import Ruleset

Decision = tuple[Event, ...] | Refusal


class Context(msgspec.Struct, frozen=True):
    """`at` is an aware instant; `by` the actor's journal name; `calendar` that of the competent agency."""

    at: datetime
    by: str
    case: ProcedureCase
    calendar: WorkingCalendar
    rules: Ruleset

    def clock(self, at: datetime) -> str:
        """An instant as people write it: 09:41 ngày 20/11/2026."""
        return at.astimezone(VN).strftime("%H:%M ngày %d/%m/%Y")
