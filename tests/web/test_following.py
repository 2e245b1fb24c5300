"""A dossier followed with its receipt: who gets in, what is said and kept, what is told nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from msgspec.structs import replace

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.secret import lookup_secret
from motcua.foundation import clock
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import AccessTrace
from motcua.law.applicant import ApplicantKind
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_receipt
from motcua.web.models import LogInAttempts
from motcua.web.public import tries
from tests.dossiers.ward import APPLICANT, Ward, done, intake
from tests.web.openings import HOSTILE, MOST_QUERIES, NINE, public_ward, queries

NOT_FOUND = "Không tìm thấy hồ sơ có mã hồ sơ và mã tra cứu này."


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư."""
    return public_ward(tmp_path)


@pytest.fixture
def code(ward: Ward) -> str:
    """A dossier just received."""
    return done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).code


def followed(code: str, **headers: str) -> Any:
    return Client().get("/tra-cuu/", {"ma": code, "khoa": lookup_secret(code)}, headers=headers)


def test_code_and_secret_open_the_dossier_by_form_and_by_address(code: str) -> None:
    secret = lookup_secret(code)
    by_form = Client(enforce_csrf_checks=True).post("/tra-cuu/", {"ma": f" {code.lower()} ", "khoa": f"{secret[:4]} {secret[4:].lower()}"})
    for answer in (by_form, followed(code)):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert code in text
        assert "Hồ sơ đang được giải quyết" in text
        assert "17 giờ, thứ Hai 09/03/2026" in text
        assert "Đ** Đ*** Đăng" in text


def test_no_personal_particulars_are_on_the_page(code: str) -> None:
    text = followed(code).content.decode()
    for kept in (APPLICANT.full_name, APPLICANT.personal_id, APPLICANT.phone, "0812", "539825", "Chất Bình", "Nguyễn Văn"):
        assert kept not in text


def test_the_address_with_the_secret_is_told_nobody_and_kept_nowhere(code: str) -> None:
    wrong = Client().get("/tra-cuu/", {"ma": code, "khoa": "AAAA2222"})
    for answer in (followed(code), wrong, Client().get("/tra-cuu/")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_the_language_can_be_switched_where_browsers_send_no_origin(code: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/tra-cuu/"}, headers={"Origin": "null"})
    assert (answer.status_code, answer["Location"]) == (302, "/tra-cuu/")


def test_a_wrong_code_and_a_wrong_secret_hear_the_same_and_lose_nothing(code: str) -> None:
    sentences = []
    for typed in (
        {"ma": code, "khoa": "AAAA2222"},
        {"ma": "H42.101-260302-9999", "khoa": lookup_secret(code)},
        {"ma": "x" * 90, "khoa": "y"},
    ):
        answer = Client().post("/tra-cuu/", typed)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert f'value="{typed["ma"]}"' in text
        assert f'value="{typed["khoa"]}"' in text
        sentences.append(re.search(r'role="alert".*?</div>', text, re.DOTALL)[0])  # type: ignore[index]
    assert NOT_FOUND in sentences[0]
    assert len(set(sentences)) == 1


def test_missing_codes_are_said_at_their_fields(db: None) -> None:
    answer = Client().post("/tra-cuu/", {"ma": "", "khoa": ""})
    assert answer.status_code == 422
    assert set(answer.context["refusal"].fields) == {"ma", "khoa"}
    assert answer.context["refusal"].fields["khoa"].startswith("Nhập mã tra cứu")
    assert not LogInAttempts.objects.exists()


@pytest.mark.parametrize("typed", [HOSTILE, "x" * 5000, "🙂"])
def test_hostile_codes_are_escaped(code: str, typed: str) -> None:
    for values in ({"ma": typed, "khoa": typed}, {"ma": code, "khoa": typed}):
        answer = Client().post("/tra-cuu/", values)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()


def test_a_hostile_name_is_escaped(ward: Ward) -> None:
    firm = replace(APPLICANT, kind=ApplicantKind.ORGANISATION, full_name="Công ty <b>Đậm</b>", tax_code="0106869738", personal_id="")
    code = done(c.receive_at_counter(ward.actor("reception"), intake(ward, applicant=firm), at=NINE)).code
    assert "Công ty &lt;b&gt;Đậm" in followed(code).content.decode()


def test_guessing_is_slowed_down_per_address_and_a_right_one_waits_too(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    for _ in range(tries.FREE_TRIES):
        assert Client().post("/tra-cuu/", {"ma": code, "khoa": "AAAA2222"}).status_code == 422
    refused = followed(code)
    assert refused.status_code == 429
    assert "Đợi 1 phút" in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").get("/tra-cuu/", {"ma": code, "khoa": lookup_secret(code)})
    assert elsewhere.status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    assert followed(code).status_code == 200


def test_waiting_grows_to_a_quarter_of_an_hour() -> None:
    waits = [tries.waiting_time(tries.FREE_TRIES + more) for more in (-1, 0, 1, 2, 60)]
    assert waits == [timedelta(0), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=15)]


def test_right_codes_count_as_no_try(code: str) -> None:
    followed(code)
    assert not LogInAttempts.objects.exists()


def test_looking_up_leaves_a_trace(code: str) -> None:
    followed(code)
    seen = AccessTrace.objects.get()
    assert (seen.actor, seen.act, seen.why) == ("public:0", "VIEW", "tra cứu bằng giấy hẹn")
    assert seen.stream_id == Dossier.objects.get(code=code).pk


def test_the_receipt_can_be_opened_again(code: str) -> None:
    keys = {"ma": code, "khoa": lookup_secret(code)}
    assert Client().get("/tra-cuu/giay-hen/", keys).status_code == 404
    assert "giay-hen" not in followed(code).content.decode()
    slip = issue_receipt(SYSTEM, Dossier.objects.get(code=code).pk, at=NINE)
    assert not isinstance(slip, Refusal)
    assert "/tra-cuu/giay-hen/?ma=" in followed(code).content.decode()
    answer = Client().get("/tra-cuu/giay-hen/", keys)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/tra-cuu/giay-hen/", {**keys, "khoa": "AAAA2222"}).status_code == 422


def test_a_followed_dossier_asks_few_queries_however_long_its_way(ward: Ward, code: str) -> None:
    address = f"/tra-cuu/?ma={code}&khoa={lookup_secret(code)}"
    fresh = queries(address)
    no = Dossier.objects.get(code=code).pk
    done(c.forward(ward.actor("reception"), no, at=NINE + timedelta(minutes=1)))
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=NINE + timedelta(minutes=2)))
    assert queries(address) == fresh <= MOST_QUERIES
