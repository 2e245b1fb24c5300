from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation import verify as verifying
from motcua.foundation.differences import Difference, Report
from motcua.foundation.models import Counter, OutboxFailure
from motcua.foundation.seals import seal
from motcua.foundation.shadows import SHADOWS, Shadow, ShadowTable
from motcua.foundation.verify import register_check, verify
from tests.foundation.samples import at_the_same_time, later, sample_rows, write_sample


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("only_samples")
def test_an_untouched_house_is_whole_and_counted() -> None:
    for number in range(1, 6):
        write_sample(number)
    seal(later(1))
    report = verify()
    assert report.is_whole
    assert (report.streams, report.events, report.contents, report.rows, report.seals) == (6, 16, 15, 16, 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("only_samples")
def test_streams_beyond_one_batch_are_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "BATCH", 2)
    for number in (-4, 1, 2, 3, 7):
        write_sample(number, events=1)
    OutboxFailure.objects.filter(stream_id=7).update(tries=5)
    OutboxFailure.objects.create(
        reaction="sample", stream_kind="sample", stream_id=99, first_seq=1, last_seq=1, tries=0, first_failed_at=later(0), error=""
    )
    report = verify()
    assert report.streams == 5
    assert [(found.stream, found.column) for found in report.differences] == [("sample:7", "tries"), ("sample:99", "")]


@pytest.mark.django_db
@pytest.mark.usefixtures("only_samples")
def test_the_number_of_statements_does_not_grow_with_the_streams() -> None:
    counts = []
    for streams in (range(2), range(2, 40)):
        for number in streams:
            write_sample(number, events=2)
        with CaptureQueriesContext(connection) as asked:
            verify()
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_a_column_nobody_accounts_for_stops_the_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(3)
    forgetful = Shadow(tables=(ShadowTable(OutboxFailure, "stream_id", key=("first_seq",)),), rows=sample_rows)
    monkeypatch.setitem(SHADOWS, "sample", forgetful)
    with pytest.raises(TypeError, match="id"):
        verify()


@pytest.mark.django_db
@pytest.mark.usefixtures("only_samples")
def test_events_that_can_not_be_folded_are_reported_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[type[OutboxFailure], list[dict[str, object]]]:
        raise KeyError("tries")

    monkeypatch.setitem(SHADOWS, "sample", Shadow(tables=(ShadowTable(OutboxFailure, "stream_id"),), rows=broken))
    write_sample(3)
    [difference] = verify().differences
    assert "không dựng lại được" in difference.sentence


@pytest.mark.django_db
def test_registered_checks_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "CHECKS", {})

    def gap() -> Iterator[Difference]:
        yield Difference(sentence="Sổ hồ sơ thiếu số 7.", table="dossier", key="7")

    told: list[str] = []
    register_check("Đối chiếu sổ hồ sơ", gap)
    report = verify(progress=lambda words, _report: told.append(words))
    assert [found.sentence for found in report.differences] == ["Sổ hồ sơ thiếu số 7."]
    assert "Đối chiếu sổ hồ sơ" in told


@pytest.mark.django_db
@pytest.mark.usefixtures("only_samples")
def test_a_check_that_stumbles_is_named_and_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "CHECKS", {})

    def stumble() -> Iterator[Difference]:
        yield Difference(sentence="Sổ hồ sơ thiếu số 7.")
        raise ValueError("month must be in 1..12")

    def gap() -> Iterator[Difference]:
        yield Difference(sentence="Sổ hồ sơ thiếu số 9.")

    register_check("Đối chiếu lịch", stumble)
    register_check("Đối chiếu sổ hồ sơ", gap)
    assert [found.sentence for found in verify().differences] == [
        "Sổ hồ sơ thiếu số 7.",
        "“Đối chiếu lịch” không làm được đến cùng: có giá trị không đọc được (month must be in 1..12).",
        "Sổ hồ sơ thiếu số 9.",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("only_samples")
def test_a_check_sees_one_state_while_others_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "CHECKS", {})
    seen: list[int] = []

    def look_twice() -> Iterator[Difference]:
        seen.append(Counter.objects.count())
        assert at_the_same_time([lambda: Counter.objects.create(scope="sổ", value=1)]) == [Counter(scope="sổ", value=1)]
        seen.append(Counter.objects.count())
        yield from ()

    register_check("Đếm hai lần", look_twice)
    assert verify().is_whole
    assert seen == [0, 0]
    assert Counter.objects.count() == 1


def test_a_report_keeps_the_first_differences_and_counts_all() -> None:
    report = Report(limit=2)
    for number in range(5):
        report.note(Difference(sentence=str(number)))
    assert ([found.sentence for found in report.differences], report.total, report.is_whole) == (["0", "1"], 5, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("only_samples")
def test_verification_leaves_no_transaction_behind() -> None:
    write_sample(3)
    verify()
    assert connection.get_autocommit()
    write_sample(4)
