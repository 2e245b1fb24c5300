"""Working time as people say it, by days where it is days."""

from __future__ import annotations

from django.utils.translation import ngettext

from motcua.law.procedure import MINUTES_PER_DAY
from motcua.web.design.words import length_words


def working_time(minutes: int) -> str:
    """ "5 ngày làm việc", "2 ngày làm việc 3 giờ", "45 phút"; never less than nothing."""
    days, rest = divmod(max(minutes, 0), MINUTES_PER_DAY)
    if not days:
        return length_words(rest)
    whole = ngettext("{days} ngày làm việc", "{days} ngày làm việc", days).format(days=days)
    return f"{whole} {length_words(rest)}" if rest else whole
