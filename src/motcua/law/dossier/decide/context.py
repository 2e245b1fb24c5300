"""What a decision needs to know besides the dossier: the instant, who acts, the pinned case, the calendar, the law."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.calendar import WorkingCalendar, clock_words
from motcua.law.dossier.events import Event
from motcua.law.procedure import ProcedureCase
from motcua.law.refusal import Refusal
from motcua.law.rulesets import Ruleset
from motcua.law.sentence import Sentence

Decision = tuple[Event, ...] | Refusal


class Context(msgspec.Struct, frozen=True):
    """`at` is an aware instant; `by` the actor's journal name; `calendar` that of the competent agency.

    `money_stops_clock`: whether the procedure says that the time of paying does not count (domain §2.4).
    """

    at: datetime
    by: str
    case: ProcedureCase
    calendar: WorkingCalendar
    rules: Ruleset
    money_stops_clock: bool = True

    def clock(self, at: datetime) -> Sentence:
        """An instant as people write it: 09:41 ngày 20/11/2026."""
        return clock_words(at)
