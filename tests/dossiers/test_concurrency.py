"""Real processes at the same moment: no number twice, no gap, one act counts and the other is told in a sentence."""

from __future__ import annotations

import random
from datetime import timedelta

import msgspec
import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Conclusion
from tests.dossiers.orders import Order, Outcome
from tests.dossiers.processes import clerks
from tests.dossiers.ward import Ward, done, intake, make_officer, refused, vn

pytestmark = pytest.mark.django_db(transaction=True)

NINE = vn("2026-03-02 09:00")
TOLD = {"CHANGED_MEANWHILE", "NOT_IN_THIS_STATE", "HELD_BY_ANOTHER", "NOT_ALLOWED", "MUST_BE_ASSIGNED"}


def reception(ward: Ward, clerk: int, key: str = "") -> Order:
    arguments = {"key": key} if key else {}
    return Order(command="receive_at_counter", actor=clerk, at=NINE, intake=msgspec.to_builtins(intake(ward)), arguments=arguments)


def act(command: str, actor: int, dossier_id: int, at: str = "", **arguments: object) -> Order:
    return Order(command=command, actor=actor, at=vn(at) if at else None, arguments={"dossier_id": dossier_id, **arguments})


def refusals(outcomes: list[Outcome]) -> list[Outcome]:
    """The refused among the outcomes; none may have raised."""
    assert [outcome.raised for outcome in outcomes if outcome.raised] == []
    return [outcome for outcome in outcomes if outcome.refused]


def assert_one_effect(outcomes: list[Outcome]) -> None:
    told = refusals(outcomes)
    assert len(told) == len(outcomes) - 1
    assert {outcome.refused for outcome in told} <= TOLD
    assert all(outcome.sentence.endswith(".") for outcome in told)


def assert_whole() -> None:
    assert [difference.sentence for difference in verify().differences] == []


def test_200_receptions_from_8_processes_give_200_consecutive_codes(ward: Ward) -> None:
    people = [make_officer(f"quay{i}", "Trần Thị Quầy", ward.units["SERVICE_CENTRE"], "RECEPTION") for i in range(8)]
    with clerks(8) as eight:
        answers = eight.act([[reception(ward, clerk) for _ in range(25)] for clerk in people])
    outcomes = [outcome for own in answers for outcome in own]
    assert refusals(outcomes) == []
    assert sorted(outcome.code for outcome in outcomes) == [f"H42.101-260302-{serial:04}" for serial in range(1, 201)]
    assert len({outcome.dossier_id for outcome in outcomes}) == 200
    registers = Dossier.objects.values_list("state", flat=True)
    assert sorted(msgspec.json.decode(state)["register_no"] for state in registers) == list(range(1, 201))
    assert_whole()


def test_the_same_key_from_many_processes_is_one_dossier(ward: Ward) -> None:
    clerk = ward.people["reception"]
    with clerks(6) as six:
        for sheet in range(5):
            outcomes = six.at_once(*[reception(ward, clerk, key=f"tờ-{sheet}") for _ in range(6)])
            assert refusals(outcomes) == []
            assert len({(outcome.dossier_id, outcome.code, outcome.seq) for outcome in outcomes}) == 1
    assert Dossier.objects.count() == 5
    assert_whole()


def test_two_clerks_forward_one_dossier_and_one_of_them_is_told(ward: Ward) -> None:
    second = make_officer("quay2", "Trần Thị Quầy", ward.units["SERVICE_CENTRE"], "RECEPTION")
    received = [done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)) for _ in range(12)]
    with clerks(2) as both:
        for dossier in received:
            orders = [act("forward", who, dossier.dossier_id, seen=dossier.seq) for who in (ward.people["reception"], second)]
            outcomes = both.at_once(*orders)
            assert_one_effect(outcomes)
            assert {told.refused for told in refusals(outcomes)} <= {"CHANGED_MEANWHILE", "NOT_ALLOWED"}
            assert [event.type for event in read(Stream("dossier", dossier.dossier_id))] == ["submitted", "received", "step_entered"]
    assert_whole()


def test_two_officers_take_the_same_work_and_one_of_them_gets_it(ward: Ward) -> None:
    waiting = [waiting_for_an_officer(ward) for _ in range(8)]
    with clerks(2) as both:
        for dossier_id in waiting:
            outcomes = both.at_once(*[act("take", ward.people[who], dossier_id) for who in ("officer", "second")])
            assert_one_effect(outcomes)
            holder = Dossier.objects.get(pk=dossier_id).holder_id
            assert holder in {ward.people["officer"], ward.people["second"]}
    assert_whole()


def test_two_leaders_approve_at_once_and_the_result_is_approved_once(ward: Ward) -> None:
    second = make_officer("lanh-dao-2", "Lê Thị Hai", ward.units["LEADERSHIP"], "APPROVER")
    waiting = [waiting_for_signature(ward) for _ in range(6)]
    with clerks(2) as both:
        for dossier_id in waiting:
            # Who comes second waits for the lock, so that the own clock stands a little before the first one's act.
            outcomes = both.at_once(*[act("approve", who, dossier_id) for who in (ward.people["approver"], second)])
            assert_one_effect(outcomes)
            assert {told.refused for told in refusals(outcomes)} == {"NOT_IN_THIS_STATE"}
            assert [event.type for event in read(Stream("dossier", dossier_id))].count("approved") == 1
    assert_whole()


def test_the_same_batch_from_many_processes_acts_once_on_each_dossier(ward: Ward) -> None:
    """Second clicks arrive while the first is at work: every dossier is assigned once, and each process tells the same."""
    waiting = [waiting_for_an_officer(ward) for _ in range(8)]
    order = batch(ward.people["head"], waiting, ward.people["officer"], key="tờ-1")
    with clerks(4) as four:
        outcomes = four.at_once(order, order, order, order)
    assert refusals(outcomes) == []
    assert [outcome.each for outcome in outcomes] == [["done"] * 8] * 4
    assert [len(read(Stream("dossier", no))) for no in waiting] == [4] * 8
    assert_whole()


def test_batches_in_opposite_orders_never_wait_in_a_ring(ward: Ward) -> None:
    waiting = [waiting_for_an_officer(ward) for _ in range(12)]
    there = batch(ward.people["head"], waiting, ward.people["officer"], key="tờ-2")
    back = batch(ward.people["head"], waiting[::-1], ward.people["second"], key="tờ-3")
    with clerks(2) as both:
        outcomes = both.at_once(there, back)
    assert refusals(outcomes) == []
    first, second = outcomes[0].each, outcomes[1].each[::-1]
    assert all({one, other} == {"done", "CHANGED_MEANWHILE"} for one, other in zip(first, second, strict=True))
    assert_whole()


def batch(head: int, waiting: list[int], holder: int, key: str) -> Order:
    """An assignment of several dossiers, each with the three events that are there."""
    chosen = [{"dossier_id": no, "seen": 3} for no in waiting]
    return Order(command="act_on_many", actor=head, batch={"act": "ASSIGN", "chosen": chosen, "holder": holder}, arguments={"key": key})


def test_random_acts_of_many_processes_never_wait_in_a_ring(ward: Ward) -> None:
    """Forwards and assignments move dossiers between the same few sums in both directions at once."""
    chance = random.Random(6)
    numbers = [done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).dossier_id for _ in range(24)]
    for number in numbers[:12]:
        done(c.forward(ward.actor("reception"), number, at=NINE + timedelta(minutes=1)))
        done(c.assign(ward.actor("head"), number, ward.people["officer"], at=NINE + timedelta(minutes=2)))
    head, clerk, officers = ward.people["head"], ward.people["reception"], [ward.people["officer"], ward.people["second"]]

    def order() -> Order:
        if chance.random() < 0.3:
            return act("forward", clerk, chance.choice(numbers[12:]))
        return act("assign", head, chance.choice(numbers), holder=chance.choice(officers))

    orders = [[order() for _ in range(40)] for _ in range(6)]
    with clerks(6) as six:
        answers = six.act(orders)
    told = refusals([outcome for own in answers for outcome in own])
    assert {outcome.refused for outcome in told} <= TOLD | {"NO_DOSSIER"}
    assert len(told) < 120
    assert_whole()


def test_an_act_that_waited_counts_from_its_turn_but_nothing_is_dated_back(ward: Ward) -> None:
    """Who comes second saw the clock before waiting for the first; hours are no waiting."""
    no = waiting_for_an_officer(ward)
    forwarded = NINE + timedelta(minutes=1)
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=forwarded - timedelta(seconds=30)))
    assert read(Stream("dossier", no))[-1].at == forwarded
    refusal = refused(c.assign(ward.actor("head"), no, ward.people["second"], at=forwarded - timedelta(hours=2)))
    assert refusal.code == "TIME_RUNS_BACKWARDS"
    assert_whole()


def waiting_for_an_officer(ward: Ward) -> int:
    """In the hands of the office, held by nobody."""
    no = done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).dossier_id
    done(c.forward(ward.actor("reception"), no, at=NINE + timedelta(minutes=1)))
    return no


def waiting_for_signature(ward: Ward) -> int:
    no = waiting_for_an_officer(ward)
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=NINE + timedelta(minutes=2)))
    done(c.record_examination(ward.actor("officer"), no, Conclusion.ELIGIBLE, "Đủ", at=NINE + timedelta(minutes=3)))
    done(c.forward(ward.actor("officer"), no, at=NINE + timedelta(minutes=4)))
    done(c.submit_for_approval(ward.actor("head"), no, "Giấy khai sinh", at=NINE + timedelta(minutes=5)))
    return no
