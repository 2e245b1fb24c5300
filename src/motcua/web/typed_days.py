"""Days as people type them: dd/mm/yyyy."""

from __future__ import annotations

import re
from datetime import date

from motcua.law.codes.text import one_line

_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)


def day_of(text: str) -> date | None:
    """The day typed as dd/mm/yyyy; None for anything else."""
    match = _DAY.fullmatch(one_line(text))
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
