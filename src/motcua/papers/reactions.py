"""What this room does when others publish: what happened to a dossier gets its slip, also when nobody asked for the print."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from motcua.dossiers.queries import get_state
from motcua.dossiers.slip_kinds import SlipKind
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import StoredEvent
from motcua.foundation.outbox import register_reaction
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_form
from motcua.papers.kinds import KINDS


def register() -> None:
    """Called once, when the room is ready."""
    for kind in KINDS:
        register_reaction(f"papers.{kind.purpose.lower()}", kind.occasions | {"slip_voided"}, issuing(kind))


def issuing(kind: SlipKind) -> Callable[[Sequence[StoredEvent]], None]:
    """The reaction that issues slips of a kind, and another one where a number was voided.

    A refusal is an error here: the worker keeps it, tries again and shows it.
    """

    def issue_slips(events: Sequence[StoredEvent]) -> None:
        for event in events:
            # Stamped with the dossier's last instant, not with the clock: an officer who acts at this moment is not outrun.
            slips = issue_form(SYSTEM, event.stream.id, kind, at=get_state(event.stream.id).last_at)
            if isinstance(slips, Refusal):
                raise RuntimeError(f"{event.stream}: {slips.message}")

    return issue_slips
