from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.foundation.counters import last_number, next_number
from motcua.foundation.idempotency import Answer, forget_old_keys, once
from motcua.law.refusal import Refusal
from tests.foundation.samples import NOW, at_the_same_time

NO = Refusal(code="NO", template="Chưa được.")


def count() -> str:
    return str(next_number("effects"))


def ask(key: str = "k1", request: str = '{"a":1}') -> Answer | Refusal:
    return once("receive", key, request, count, at=NOW)


@pytest.mark.django_db
def test_the_same_key_twice_is_one_effect_and_one_answer() -> None:
    assert ask() == Answer("1", is_replay=False)
    assert ask() == Answer("1", is_replay=True)
    assert ask("k2") == Answer("2", is_replay=False)
    assert once("other scope", "k1", "{}", count, at=NOW) == Answer("3", is_replay=False)


@pytest.mark.django_db
def test_a_key_with_another_request_is_refused() -> None:
    ask()
    refusal = ask(request='{"a":2}')
    assert isinstance(refusal, Refusal)
    assert "một yêu cầu khác" in refusal.message
    assert last_number("effects") == 1


@pytest.mark.django_db
def test_a_refusal_changes_nothing_and_the_key_may_come_again() -> None:
    def refuse() -> Refusal:
        count()
        return NO

    assert once("receive", "k1", "{}", refuse, at=NOW) == NO
    assert last_number("effects") == 0
    assert once("receive", "k1", '{"corrected":true}', count, at=NOW) == Answer("1", is_replay=False)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_of_wrong_length_is_refused(key: str) -> None:
    assert isinstance(ask(key), Refusal)


@pytest.mark.django_db(transaction=True)
def test_calls_that_race_with_one_key_have_one_effect() -> None:
    answers = at_the_same_time([ask] * 6)
    assert sorted(answer.is_replay for answer in answers) == [False, *[True] * 5]
    assert {answer.result for answer in answers} == {"1"}
    assert last_number("effects") == 1


@pytest.mark.django_db
def test_old_keys_are_forgotten() -> None:
    ask()
    assert forget_old_keys(NOW + timedelta(days=29)) == 0
    assert forget_old_keys(NOW + timedelta(days=31)) == 1
