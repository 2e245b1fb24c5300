"""Finding dossiers for a person, which leaves a trace of whose data was shown."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Queue
from motcua.dossiers.queries import find_dossiers
from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, Actor, trace
from motcua.foundation.chain import Stream
from motcua.web.desk.lines import Line, lines_of


def find_lines(actor: Actor, text: str, *, at: datetime, queue: Queue | None = None) -> tuple[Line, ...]:
    """What `text` finds among the dossiers this officer may see, in one queue if given. Three queries, with the trace."""
    found = find_dossiers(actor, text, queue=queue)
    trace(actor, Act.SEARCH, [Stream(KIND, line.id) for line in found], "tìm hồ sơ", at=at)
    return lines_of(found, at)
