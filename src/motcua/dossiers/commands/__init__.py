"""The dossier's commands, in the officer's own verbs. Each is one transaction and answers with `Done` or a `Refusal`.

The way of every one of them (design §3): lock the row · `access.require` · load the state · `decide` · append events ·
save the row, its sums and duties. Nothing else in the house writes dossiers.
"""

from motcua.dossiers.acting import Done
from motcua.dossiers.commands.batches import act_on_many
from motcua.dossiers.commands.clock import (
    answer_supplement,
    expire_supplement,
    extend_term,
    pause_clock,
    request_supplement,
    resume_clock,
    reuse_paper,
)
from motcua.dossiers.commands.corrections import approve_correction, reject_correction, request_correction
from motcua.dossiers.commands.endings import complete, hand_over, reopen, return_not_eligible, stop, withdraw
from motcua.dossiers.commands.intake import receive, receive_at_counter, refuse_at_counter, refuse_at_door, submit
from motcua.dossiers.commands.late import apologise, conclude_explanation, explain, record_apology_delivery, remind_duties
from motcua.dossiers.commands.opinions import Asked, answer_opinion, ask_opinions, remind_open_opinions, remind_opinion
from motcua.dossiers.commands.slips import issue_slip, record_slip_file, void_slip
from motcua.dossiers.commands.work import (
    approve,
    assign,
    forward,
    issue,
    record_examination,
    return_for_rework,
    submit_for_approval,
    take,
)
from motcua.dossiers.intake import Intake
from motcua.dossiers.words import Lacking

__all__ = [
    "Asked",
    "Done",
    "Intake",
    "Lacking",
    "act_on_many",
    "answer_opinion",
    "answer_supplement",
    "apologise",
    "approve",
    "approve_correction",
    "ask_opinions",
    "assign",
    "complete",
    "conclude_explanation",
    "expire_supplement",
    "explain",
    "extend_term",
    "forward",
    "hand_over",
    "issue",
    "issue_slip",
    "pause_clock",
    "receive",
    "receive_at_counter",
    "record_apology_delivery",
    "record_examination",
    "record_slip_file",
    "refuse_at_counter",
    "refuse_at_door",
    "reject_correction",
    "remind_duties",
    "remind_open_opinions",
    "remind_opinion",
    "reopen",
    "request_correction",
    "request_supplement",
    "resume_clock",
    "return_for_rework",
    "return_not_eligible",
    "reuse_paper",
    "stop",
    "submit",
    "submit_for_approval",
    "take",
    "void_slip",
    "withdraw",
]
