from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from motcua.foundation import keys
from motcua.foundation.journal import Stream, TimeRunsBackwards, read
from motcua.foundation.models import Seal
from motcua.foundation.seal_check import ExportedSeal, read_exported, verify_against
from motcua.foundation.seals import export, prove, seal
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal
from tests.foundation.samples import append_plain, at_the_same_time, later, write_sample
from tests.foundation.tampering import drop_triggers, execute

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_samples")]


def exported(tmp_path: Path, sealed: Seal | None) -> ExportedSeal:
    assert sealed is not None
    export(sealed, tmp_path / "seal.json")
    found = read_exported(tmp_path / "seal.json")
    assert isinstance(found, ExportedSeal)
    return found


def test_nothing_journalled_is_nothing_sealed() -> None:
    assert seal(later(1)) is None
    assert not Seal.objects.exists()


def test_a_seal_covers_the_streams_that_changed_and_chains_to_the_last() -> None:
    for number in (1, 2, 3):
        write_sample(number)
    first = seal(later(1))
    append_plain(Stream("sample", 2), 3, at=later(2))
    second = seal(later(3))
    assert first is not None
    assert second is not None
    assert (first.no, first.streams, second.no) == (1, 3, 2)
    assert second.streams == 2  # the sample, and the stream of seals itself
    assert (second.prev_hash, second.after_position) == (first.hash, first.horizon)


def test_sealing_again_without_a_change_is_the_same_seal() -> None:
    write_sample(1)
    assert seal(later(1)) == seal(later(2)) == seal(later(3))
    assert [event.type for event in read(Stream("seal", 1))] == ["sealed"]


def test_a_seal_before_the_last_one_is_refused() -> None:
    write_sample(1)
    seal(later(5))
    write_sample(2)
    with pytest.raises(TimeRunsBackwards):
        seal(later(4))


@pytest.mark.django_db(transaction=True)
def test_sealers_at_the_same_time_make_one_seal() -> None:
    write_sample(1)
    results = at_the_same_time([lambda: seal(later(1))] * 3)
    assert [found.no for found in results] == [1, 1, 1]
    assert verify().is_whole


def test_the_key_is_made_once_and_only_its_owner_reads_it(settings: object) -> None:
    assert keys.public_key() == keys.public_key()
    file = settings.KEYS / keys.KEY_FILE  # type: ignore[attr-defined]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_seal_with_another_key_is_named(settings: object) -> None:
    write_sample(1)
    sealed = seal(later(1))
    (settings.KEYS / keys.KEY_FILE).unlink()  # type: ignore[attr-defined]
    assert [found.column for found in verify().differences] == ["public_key"]
    assert sealed is not None
    (settings.KEYS / keys.TRUSTED_FILE).write_text(sealed.public_key + "\n")  # type: ignore[attr-defined]
    assert verify().is_whole


def test_a_stream_under_a_seal_can_be_proved() -> None:
    for number in range(1, 8):
        write_sample(number)
    seal(later(1))
    proof = prove(Stream("sample", 5), 1)
    assert proof is not None
    assert proof.holds()
    assert proof.head.seq == 3
    forged = msgspec.structs.replace(proof, head=proof.head._replace(seq=2))
    assert not forged.holds()
    assert prove(Stream("sample", 99), 1) is None


def test_an_exported_seal_agrees_with_the_streams_also_after_they_grew(tmp_path: Path) -> None:
    stream = write_sample(1)
    left_the_house = exported(tmp_path, seal(later(1)))
    append_plain(stream, 3, at=later(2))
    seal(later(3))
    assert list(verify_against(left_the_house)) == []


def test_an_exported_seal_names_the_stream_whose_past_was_rewritten_coherently(tmp_path: Path) -> None:
    """The owner of database and key rewrites a stream and all seals; only what left the house can tell."""
    write_sample(1)
    append_plain(Stream("plain", 4), 0)
    left_the_house = exported(tmp_path, seal(later(1)))
    drop_triggers()
    execute("DELETE FROM seal")
    execute("DELETE FROM journal_event WHERE stream_kind IN ('seal', 'plain')")
    append_plain(Stream("plain", 4), 0, at=later(-60))
    seal(later(1))
    assert [found.column for found in verify().differences if found.column != "trigger"] == []
    differences = list(verify_against(left_the_house))
    assert ("plain:4", 1) in {(found.stream, found.event) for found in differences}
    assert "sample:1" not in {found.stream for found in differences}


def test_a_forged_export_is_named(tmp_path: Path) -> None:
    write_sample(1)
    exported(tmp_path, seal(later(1)))
    text = json.loads((tmp_path / "seal.json").read_text())
    text["leaves"][0][3] = "0" * 64
    text["seal"]["streams"] = 2
    (tmp_path / "forged.json").write_text(json.dumps(text))
    forged = read_exported(tmp_path / "forged.json")
    assert isinstance(forged, ExportedSeal)
    assert {"hash", "root"} <= {found.column for found in verify_against(forged)}


def test_what_is_no_exported_seal_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"format": 1}')
    (tmp_path / "y.json").write_bytes(b"\xff\xfe")
    for name in ("x.json", "y.json", "none.json"):
        refusal = read_exported(tmp_path / name)
        assert isinstance(refusal, Refusal)
        assert name in refusal.message
