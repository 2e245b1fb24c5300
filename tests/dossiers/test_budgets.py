"""How many statements each command and each question costs: written down, and the same with one dossier or with many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import commands as c
from motcua.dossiers.file_view import find_id, look_up, open_dossier
from motcua.dossiers.lists import WorkList
from motcua.dossiers.queries import count_lists, find_dossiers, list_work
from motcua.dossiers.secret import lookup_secret
from motcua.law.dossier.values import Conclusion
from tests.dossiers.ward import Ward, done, intake, vn

pytestmark = pytest.mark.django_db(transaction=True)

NINE = vn("2026-03-02 09:00")
# BEGIN and COMMIT are counted. PostgreSQL writes events and outbox in one round trip, and row, sums, units and duties in another.
# Reception asks for the approved process once. A result that waits is a duty: `complete` writes it, `hand_over` takes it away.
COMMANDS: dict[str, dict[str, int]] = {
    "receive_at_counter": {"sqlite": 16, "postgresql": 12},
    "receive_at_counter with a key": {"sqlite": 18, "postgresql": 14},
    "forward": {"sqlite": 10, "postgresql": 7},
    "assign": {"sqlite": 10, "postgresql": 8},
    "record_examination": {"sqlite": 9, "postgresql": 8},
    "forward to the head": {"sqlite": 9, "postgresql": 7},
    "submit_for_approval": {"sqlite": 12, "postgresql": 8},
    "approve": {"sqlite": 10, "postgresql": 7},
    "issue": {"sqlite": 9, "postgresql": 8},
    "complete": {"sqlite": 10, "postgresql": 7},
    "hand_over": {"sqlite": 11, "postgresql": 8},
}
QUESTIONS = {
    "list_work": 1,
    "list_work, second page": 1,
    "count_lists": 1,
    "find_dossiers": 1,
    "find_id": 1,
    "open_dossier": 7,
    "look_up": 5,
}


def cost(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured.captured_queries)


def costs_of_a_life(ward: Ward, key: str) -> dict[str, int]:
    """What each command of one dossier's life costs."""
    people = {who: ward.actor(who) for who in ward.people}
    brought = intake(ward)
    no = done(c.receive_at_counter(people["reception"], brought, at=NINE)).dossier_id
    found = {
        "receive_at_counter": cost(lambda: done(c.receive_at_counter(people["reception"], brought, at=NINE))),
        "receive_at_counter with a key": cost(lambda: done(c.receive_at_counter(people["reception"], brought, at=NINE, key=key))),
    }
    acts: list[tuple[str, Callable[[], Any]]] = [
        ("forward", lambda: c.forward(people["reception"], no, at=NINE)),
        ("assign", lambda: c.assign(people["head"], no, ward.people["officer"], at=NINE)),
        ("record_examination", lambda: c.record_examination(people["officer"], no, Conclusion.ELIGIBLE, "Đủ", at=NINE)),
        ("forward to the head", lambda: c.forward(people["officer"], no, at=NINE)),
        ("submit_for_approval", lambda: c.submit_for_approval(people["head"], no, "Giấy khai sinh", at=NINE)),
        ("approve", lambda: c.approve(people["approver"], no, at=NINE)),
        ("issue", lambda: c.issue(people["clerk"], no, at=NINE)),
        ("complete", lambda: c.complete(people["clerk"], no, at=NINE)),
        ("hand_over", lambda: c.hand_over(people["reception"], no, "Đỗ Đình Đăng", at=NINE)),
    ]
    return found | {name: cost(lambda act=act: done(act())) for name, act in acts}  # type: ignore[misc]


def test_a_command_costs_the_same_few_statements_however_many_dossiers_there_are(ward: Ward) -> None:
    costs_of_a_life(ward, "đầu")  # whatever is compiled once is compiled now
    expected = {name: by_engine[connection.vendor] for name, by_engine in COMMANDS.items()}
    assert costs_of_a_life(ward, "một") == expected
    for _ in range(30):
        done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE))
    assert costs_of_a_life(ward, "nhiều") == expected


def test_a_question_costs_the_same_few_statements_however_many_dossiers_there_are(ward: Ward) -> None:
    clerk = ward.actor("reception")
    first = done(c.receive_at_counter(clerk, intake(ward), at=NINE))
    code, secret = first.code, lookup_secret(first.code)
    page = list_work(clerk, WorkList.MINE, limit=1)
    questions: dict[str, Callable[[], Any]] = {
        "list_work": lambda: list_work(clerk, WorkList.MINE),
        "list_work, second page": lambda: list_work(clerk, WorkList.MINE, (page.lines[0].due_at, page.lines[0].id)),
        "count_lists": lambda: count_lists(clerk, NINE),
        "find_dossiers": lambda: find_dossiers(clerk, "dang"),
        "find_id": lambda: find_id(clerk, code),
        "open_dossier": lambda: open_dossier(clerk, first.dossier_id, at=NINE, why="thử"),
        "look_up": lambda: look_up(code, secret, at=NINE),
    }
    assert {name: cost(ask) for name, ask in questions.items()} == QUESTIONS
    for day in range(30):
        done(c.receive_at_counter(clerk, intake(ward), at=NINE + timedelta(days=day)))
    assert {name: cost(ask) for name, ask in questions.items()} == QUESTIONS
