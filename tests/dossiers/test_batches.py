"""One act on several dossiers: each done or refused by itself, once for each form, and nothing goes round access or law."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.batch import GRANTED_BY, MOST_AT_ONCE, OFFERED, Batch, BatchAct, BatchDone, Chosen, acts_on, get_batch
from motcua.dossiers.commands import Asked
from motcua.dossiers.lists import READERS, WorkList
from motcua.dossiers.models import DossierDuty
from motcua.foundation.access import Actor, scope
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.foundation.models import IdempotencyKey
from motcua.law.dossier.values import Conclusion, Status
from motcua.law.refusal import Refusal
from tests.dossiers.going import Going, assert_whole, assigned, received
from tests.dossiers.ward import Ward, done, vn

AT = vn("2026-03-02 10:00")


def batch(act: BatchAct, *dossiers: Going, holder: int = 0) -> Batch:
    return Batch(act=act, chosen=tuple(Chosen(one.id, one.state.seq) for one in dossiers), holder=holder)


def acted(actor: Actor, wanted: Batch, key: str = "khoa-1", at: object = AT) -> BatchDone:
    answer = c.act_on_many(actor, wanted, at=at, key=key)  # type: ignore[arg-type]
    assert isinstance(answer, BatchDone), answer
    return answer


def told(answer: BatchDone) -> list[str]:
    """What came of each dossier, in a word."""
    return ["done" if one.done else one.refusal.code if one.refusal else "left" for one in answer.outcomes]


def events(going: Going) -> list[str]:
    return [event.type for event in read(Stream("dossier", going.id))]


def holder(going: Going) -> int | None:
    run = going.state.run
    return run.holder if run else None


def with_head(ward: Ward) -> Going:
    """In the office, given to nobody yet."""
    going = received(ward)
    done(c.forward(ward.actor("reception"), going.id, at=going.next()))
    return going


def test_each_dossier_is_assigned_by_itself(ward: Ward) -> None:
    three = [with_head(ward) for _ in range(3)]
    answer = acted(ward.actor("head"), batch(BatchAct.ASSIGN, *three, holder=ward.people["second"]))
    assert told(answer) == ["done"] * 3
    assert [holder(one) for one in three] == [ward.people["second"]] * 3
    assert [one.done.seq for one in answer.outcomes if one.done] == [one.state.seq for one in three]
    assert_whole()


def test_one_refused_dossier_undoes_no_other(ward: Ward) -> None:
    first, signed, last = with_head(ward), assigned(ward).for_signature(), with_head(ward)
    answer = acted(ward.actor("head"), batch(BatchAct.ASSIGN, first, signed, last, holder=ward.people["officer"]))
    assert told(answer) == ["done", "NOT_ALLOWED", "done"]
    assert holder(first) == holder(last) == ward.people["officer"]
    assert signed.state.status is Status.SUBMITTED_FOR_SIGNATURE
    assert_whole()


def test_forwarding_takes_each_dossier_to_its_own_next_step(ward: Ward) -> None:
    """The head's own steps: one must be given to somebody, one must be submitted; the counter's goes on."""
    fresh, checked = with_head(ward), assigned(ward)
    done(c.record_examination(ward.actor("officer"), checked.id, Conclusion.ELIGIBLE, "Đủ", at=checked.next()))
    done(c.forward(ward.actor("officer"), checked.id, at=checked.next()))
    assert told(acted(ward.actor("head"), batch(BatchAct.FORWARD, fresh, checked))) == ["MUST_BE_ASSIGNED", "MUST_BE_SUBMITTED"]
    at_counter = [received(ward) for _ in range(2)]
    assert told(acted(ward.actor("reception"), batch(BatchAct.FORWARD, *at_counter))) == ["done", "done"]
    assert [one.state.step.name for one in at_counter if one.state.step] == ["Phân công"] * 2
    assert_whole()


def test_a_case_officer_takes_what_nobody_holds_and_is_told_of_the_rest(ward: Ward) -> None:
    free, held = with_head(ward), assigned(ward)
    answer = acted(ward.actor("second"), batch(BatchAct.TAKE, free, held))
    assert told(answer) == ["done", "HELD_BY_ANOTHER"]


def test_each_signature_is_an_act_of_its_own(ward: Ward) -> None:
    waiting = [assigned(ward).for_signature() for _ in range(3)]
    answer = acted(ward.actor("approver"), batch(BatchAct.APPROVE, *waiting))
    assert told(answer) == ["done"] * 3
    assert [events(one).count("approved") for one in waiting] == [1, 1, 1]
    assert_whole()


def test_what_changed_meanwhile_is_told_and_not_overwritten(ward: Ward) -> None:
    waiting = [assigned(ward).for_signature() for _ in range(2)]
    wanted = batch(BatchAct.APPROVE, *waiting)
    done(c.return_for_rework(ward.actor("approver"), waiting[0].id, "Ghi rõ nơi sinh", at=waiting[0].next()))
    assert told(acted(ward.actor("approver"), wanted)) == ["CHANGED_MEANWHILE", "done"]


def test_open_opinions_are_reminded_all_at_once_and_answered_dossiers_are_not(ward: Ward, other_ward: Ward) -> None:
    asked, unasked = assigned(ward), assigned(ward)
    question = [Asked(agency=other_ward.id, question="Đề nghị xác nhận nơi cư trú")]
    done(c.ask_opinions(ward.actor("officer"), asked.id, question, at=asked.next()))
    answer = acted(ward.actor("officer"), batch(BatchAct.REMIND_OPINIONS, asked, unasked))
    assert told(answer) == ["done", "NO_OPEN_OPINION"]
    assert asked.state.opinions[0].reminded_at == (AT,)


def test_an_overdue_duty_comes_before_its_head_without_waiting_for_the_hour(ward: Ward) -> None:
    late, timely = assigned(ward), assigned(ward)
    after = vn("2026-03-20 09:00")
    answer = acted(ward.actor("centre"), batch(BatchAct.REMIND_DUTIES, late), at=after)
    assert told(answer) == ["done"]
    assert late.state.reminders
    assert DossierDuty.objects.filter(dossier_id=late.id, level__gt=0).exists()
    again = acted(ward.actor("centre"), batch(BatchAct.REMIND_DUTIES, late), key="khoa-2", at=after + timedelta(minutes=1))
    assert told(again) == ["NOTHING_TO_REMIND"]
    assert told(acted(ward.actor("centre"), batch(BatchAct.REMIND_DUTIES, timely), key="khoa-3")) == ["NOTHING_TO_REMIND"]
    assert_whole()


def test_nothing_goes_round_access(ward: Ward, other_ward: Ward) -> None:
    """Who may not see a dossier is told that it does not exist; who may not act on it, whose work it is."""
    going = with_head(ward)
    for who, code in (("head", "NO_DOSSIER"), ("approver", "NO_DOSSIER")):
        answer = acted(other_ward.actor(who), batch(BatchAct.ASSIGN, going, holder=other_ward.people["officer"]))
        assert told(answer) == [code]
    assert told(acted(ward.actor("officer"), batch(BatchAct.ASSIGN, going, holder=ward.people["officer"]))) == ["NOT_ALLOWED"]
    assert told(acted(ward.actor("clerk"), batch(BatchAct.APPROVE, going))) == ["NOT_ALLOWED"]
    made_up = Batch(act=BatchAct.FORWARD, chosen=(Chosen(0, 0), Chosen(12345, 0), Chosen(2**63 - 1, 9)))
    assert told(acted(ward.actor("head"), made_up)) == ["NO_DOSSIER"] * 3
    assert events(going) == ["submitted", "received", "step_entered"]


def test_the_same_form_twice_does_nothing_twice_and_says_the_same(ward: Ward) -> None:
    """Also of the dossier that was refused and would be answered otherwise by now."""
    good, bad = assigned(ward).for_signature(), assigned(ward)
    wanted = batch(BatchAct.APPROVE, good, bad)
    first = acted(ward.actor("approver"), wanted)
    happened = events(good)
    bad.for_signature()
    again = acted(ward.actor("approver"), wanted, at=AT + timedelta(minutes=6))
    assert told(again) == told(first) == ["done", "NOT_IN_THIS_STATE"]
    assert again == get_batch(ward.actor("approver"), "khoa-1")
    assert events(good) == happened
    assert bad.state.status is Status.SUBMITTED_FOR_SIGNATURE


def test_a_remembered_refusal_still_says_its_sentence(ward: Ward) -> None:
    """Refusals hold sentences inside sentences; remembered, they are read out as they were."""
    going = assigned(ward).for_signature()
    wanted = batch(BatchAct.APPROVE, going)
    first = acted(ward.actor("clerk"), wanted).outcomes[0].refusal
    kept = get_batch(ward.actor("clerk"), "khoa-1")
    assert first is not None
    assert kept is not None
    assert kept.outcomes[0].refusal is not None
    assert kept.outcomes[0].refusal.message == first.message
    assert "Lãnh đạo cơ quan" in first.message


def test_a_batch_that_was_interrupted_goes_on_where_it_stopped(ward: Ward) -> None:
    three = [with_head(ward) for _ in range(3)]
    wanted = batch(BatchAct.ASSIGN, *three, holder=ward.people["second"])
    head = ward.actor("head")
    acted(head, wanted)
    # As if the machine had stopped before the third dossier: its answer and its act are not there.
    IdempotencyKey.objects.filter(scope=f"BATCH_ITEM:{head.journal_name}", key=f"khoa-1:{three[2].id}").delete()
    kept = get_batch(head, "khoa-1")
    assert kept is not None
    assert told(kept) == ["done", "done", "left"]
    happened = [len(events(one)) for one in three]
    again = acted(head, wanted)
    assert told(again)[:2] == ["done", "done"]
    assert [len(events(one)) for one in three[:2]] == happened[:2]
    assert told(again)[2] == "CHANGED_MEANWHILE"


def test_a_key_of_another_form_is_refused_before_anything_is_done(ward: Ward) -> None:
    one, other = with_head(ward), with_head(ward)
    acted(ward.actor("head"), batch(BatchAct.ASSIGN, one, holder=ward.people["second"]))
    answer = c.act_on_many(ward.actor("head"), batch(BatchAct.ASSIGN, other, holder=ward.people["second"]), at=AT, key="khoa-1")
    assert isinstance(answer, Refusal)
    assert answer.code == "KEY_OF_ANOTHER_REQUEST"
    assert holder(other) is None


@pytest.mark.parametrize("key", ["", "k" * 151, "khoa\n1"])
def test_a_form_without_a_usable_key_does_nothing(ward: Ward, key: str) -> None:
    going = with_head(ward)
    answer = c.act_on_many(ward.actor("head"), batch(BatchAct.ASSIGN, going, holder=ward.people["second"]), at=AT, key=key)
    assert isinstance(answer, Refusal)
    assert answer.code == "BAD_IDEMPOTENCY_KEY"
    assert holder(going) is None


def test_a_batch_that_makes_no_sense_is_refused_as_a_whole(ward: Ward) -> None:
    going = with_head(ward)
    too_many = Batch(act=BatchAct.FORWARD, chosen=tuple(Chosen(no, 1) for no in range(1, MOST_AT_ONCE + 2)))
    bad = {
        "NOTHING_CHOSEN": Batch(act=BatchAct.FORWARD, chosen=()),
        "TOO_MANY_CHOSEN": too_many,
        "CHOSEN_TWICE": batch(BatchAct.FORWARD, going, going),
        "MUST_BE_ASSIGNED": batch(BatchAct.ASSIGN, going),
    }
    for code, wanted in bad.items():
        answer = c.act_on_many(ward.actor("head"), wanted, at=AT, key="khoa-1")
        assert isinstance(answer, Refusal)
        assert answer.code == code
        assert answer.message.endswith(".")
    assert get_batch(ward.actor("head"), "khoa-1") is None


def test_nobody_reads_the_batch_of_another(ward: Ward) -> None:
    acted(ward.actor("head"), batch(BatchAct.ASSIGN, with_head(ward), holder=ward.people["second"]))
    assert get_batch(ward.actor("officer"), "khoa-1") is None


def test_what_a_list_offers_its_readers_may_do(ward: Ward) -> None:
    """No list offers what none of its readers may do, and nobody is offered an act without its grant."""
    for which, acts in OFFERED.items():
        readers = [ward.actor(who) for who in ward.people if not READERS[which].isdisjoint(ward.actor(who).roles)]
        for actor in readers:
            assert all(not scope(actor, GRANTED_BY[act]).is_empty for act in acts_on(actor, which))
        offered = {act for actor in readers for act in acts_on(actor, which)}
        assert offered == set(acts), which
    assert set(OFFERED) == set(WorkList)
