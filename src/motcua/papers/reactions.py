"""What this room does when others publish: a received dossier gets its receipt, also when the counter's printer never asked."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.dossiers.queries import get_state
from motcua.foundation.access import SYSTEM
from motcua.foundation.chain import StoredEvent
from motcua.foundation.outbox import register_reaction
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_receipt


def register() -> None:
    """Called once, when the room is ready."""
    register_reaction("papers.receipt", ["received"], issue_receipts)


def issue_receipts(events: Sequence[StoredEvent]) -> None:
    """One receipt for each reception. A refusal is an error here: the worker keeps it, tries again and shows it."""
    for event in events:
        # Stamped with the dossier's last instant, not with the clock: an officer who acts at this moment is not outrun.
        slip = issue_receipt(SYSTEM, event.stream.id, at=get_state(event.stream.id).last_at)
        if isinstance(slip, Refusal):
            raise RuntimeError(f"{event.stream}: {slip.message}")
