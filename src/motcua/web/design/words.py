"""What the law says, in the reader's language: time left, status, refusals."""

from __future__ import annotations

from django.utils.translation import gettext

from motcua.law.deadline import TimeLeft, warning
from motcua.law.dossier.values import STATUS_NAMES, Status
from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence
from motcua.web import refusals


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
    return sentence(left.words)


def late_words(days: int) -> str:
    """By how many working days a dossier is or was late: "quá hạn 2 ngày làm việc"."""
    return sentence(warning.late_words(days))


def length_words(minutes: int) -> str:
    """A stretch of working time: "2 giờ 15 phút"."""
    return sentence(warning.duration_words(minutes))
