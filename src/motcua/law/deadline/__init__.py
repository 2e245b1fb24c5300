"""Due dates, pauses, early / on time / late (domain §2.4, §2.6, §8.4). Pure look-ups on a calendar and a ruleset.

`due` counts terms, `explain` says day by day how, `verdict` judges an end, `warning` says how much time is left.
"""

from motcua.law.deadline.due import due_at, effective_arrival, shift, term_refusal
from motcua.law.deadline.explain import DayNote, NoteKind, explain
from motcua.law.deadline.verdict import Verdict, classify, late_working_days
from motcua.law.deadline.warning import Level, TimeLeft, Warnings, time_left, warnings

__all__ = [
    "DayNote",
    "Level",
    "NoteKind",
    "TimeLeft",
    "Verdict",
    "Warnings",
    "classify",
    "due_at",
    "effective_arrival",
    "explain",
    "late_working_days",
    "shift",
    "term_refusal",
    "time_left",
    "warnings",
]
