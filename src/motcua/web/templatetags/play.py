"""`{% load play %}`: how the playground writes measures of its drawing, short weekdays, and working time."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext_lazy

from motcua.web.play.wording import working_time

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


register.filter("play_length", working_time)
