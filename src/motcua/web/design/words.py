"""What the law says, in the reader's language: time left, status, refusals."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from motcua.law.deadline import Level, TimeLeft
from motcua.law.dossier.values import STATUS_NAMES, Status
from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence
from motcua.web import refusals

MINUTES_OF_AN_HOUR = 60


def sentence(said: Refusal | Sentence | str | None) -> str:
    """A sentence or refusal in the reader's language; plain text as it is; None as nothing."""
    if said is None or isinstance(said, str):
        return said or ""
    return refusals.sentence(said)


def status_name(status: Status | str) -> str:
    """The official words of a dossier's state."""
    return gettext(STATUS_NAMES[Status(status)])


def time_left_words(left: TimeLeft) -> str:
    """The words of `TimeLeft.words` in the reader's language."""
    over = left.level is Level.OVER
    if left.working_days:
        return late_words(-left.working_days) if over else _days_left(left.working_days)
    if not left.minutes:
        return gettext("vừa quá hạn") if over else gettext("đến hạn")
    template = gettext("quá hạn {length}") if over else gettext("còn {length}")
    return template.format(length=length_words(abs(left.minutes)))


def late_words(days: int) -> str:
    """By how many working days a dossier is or was late: "quá hạn 2 ngày làm việc"."""
    return ngettext("quá hạn {days} ngày làm việc", "quá hạn {days} ngày làm việc", days).format(days=days)


def _days_left(days: int) -> str:
    return ngettext("còn {days} ngày làm việc", "còn {days} ngày làm việc", days).format(days=days)


def length_words(minutes: int) -> str:
    """A stretch of working time: "2 giờ 15 phút"."""
    hours, rest = divmod(minutes, MINUTES_OF_AN_HOUR)
    if not hours:
        return gettext("{minutes} phút").format(minutes=rest)
    template = gettext("{hours} giờ {minutes} phút") if rest else gettext("{hours} giờ")
    return template.format(hours=hours, minutes=rest)
