"""`{% load play %}`: how the playground writes measures of its drawing, short weekdays, and working time."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext_lazy, ngettext

from motcua.law.procedure import MINUTES_PER_DAY
from motcua.web.design.words import length_words

register = template.Library()

WEEKDAYS = (
    gettext_lazy("T2"),
    gettext_lazy("T3"),
    gettext_lazy("T4"),
    gettext_lazy("T5"),
    gettext_lazy("T6"),
    gettext_lazy("T7"),
    gettext_lazy("CN"),
)


@register.filter
def play_measure(value: float, more: float = 0) -> str:
    """A length as SVG writes it, with a point whatever the reader's language; `more` is added."""
    return f"{value + more:g}"


@register.filter
def play_weekday(day: date) -> str:
    """T2 … CN"""
    return str(WEEKDAYS[day.weekday()])


@register.filter
def play_length(minutes: int) -> str:
    """Working time: whole days as days, anything else as hours and minutes; never less than nothing."""
    days, rest = divmod(max(minutes, 0), MINUTES_PER_DAY)
    if rest or not days:
        hours = length_words(rest)
        return f"{_days(days)} {hours}" if days else hours
    return _days(days)


def _days(days: int) -> str:
    return ngettext("{days} ngày làm việc", "{days} ngày làm việc", days).format(days=days)
