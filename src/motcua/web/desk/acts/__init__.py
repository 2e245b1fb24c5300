"""The acts of the desk as one table: each with its own address, the command that does it, its fields and how they are read."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.law.dossier import commands as law
from motcua.web.desk.acts.archive import ARCHIVE
from motcua.web.desk.acts.clock import CLOCK
from motcua.web.desk.acts.corrections import CORRECTIONS
from motcua.web.desk.acts.endings import ENDINGS
from motcua.web.desk.acts.lateness import LATENESS
from motcua.web.desk.acts.opinions import OPINIONS
from motcua.web.desk.acts.straight import STRAIGHT, TAKE
from motcua.web.desk.acts.supplements import SUPPLEMENTS
from motcua.web.desk.sent import DeskAct

ACTS: tuple[DeskAct, ...] = (*STRAIGHT, TAKE, *ARCHIVE, *SUPPLEMENTS, *ENDINGS, *CLOCK, *OPINIONS, *LATENESS, *CORRECTIONS)
BY_SLUG: dict[str, DeskAct] = {act.slug: act for act in ACTS}


def acts_of(offered: Iterable[type[law.Command]]) -> tuple[DeskAct, ...]:
    """The acts that do these lines of the law's table, in their order. Taking is offered apart: it is an assignment to oneself."""
    return tuple(act for command in offered for act in ACTS if act.command is command and act is not TAKE)
