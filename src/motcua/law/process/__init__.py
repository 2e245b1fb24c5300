"""The electronic process of a procedure as data: which step waits for which, how long the whole takes, what is wrong with it.

Steps are `law.procedure.Step`; branches are steps that wait for the same step, a join is a step that waits for several.
Not here: which unit does a step (procedures), how it is drawn (procedures.processes), what a dossier does in it (law.dossier).
"""

from motcua.law.process.checks import STEP_ROLES, as_refusal, check, faults
from motcua.law.process.order import (
    Ordered,
    critical_path,
    earliest_ends,
    predecessors,
    ready_after,
    successors,
    total_minutes,
)

__all__ = [
    "STEP_ROLES",
    "Ordered",
    "as_refusal",
    "check",
    "critical_path",
    "earliest_ends",
    "faults",
    "predecessors",
    "ready_after",
    "successors",
    "total_minutes",
]
