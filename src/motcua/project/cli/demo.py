"""`motcua demo`: the demonstration province, with people, catalogue and dossiers in all states, into an empty system."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction

from motcua.agencies.models import Agency
from motcua.foundation import clock, seals
from motcua.law.calendar import business_date
from motcua.law.refusal import Refusal
from motcua.project.demo.accounts import DEMO_ACCOUNTS, PASSWORD
from motcua.project.demo.dossiers import play_dossiers
from motcua.project.demo.processes import approve_processes
from motcua.project.demo.province import load_province
from motcua.project.demo.reliefs import relieve_some

# The province stands before its first dossier comes.
FOUNDED = timedelta(days=120)


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua demo`."""
    parser: argparse.ArgumentParser = subparsers.add_parser("demo", description="Nạp tỉnh mẫu vào hệ thống còn trống.")
    parser.add_argument("--json", action="store_true", help="in kết quả cho chương trình")


def run(args: argparse.Namespace) -> int:
    """Load everything or nothing. 1 when the system already holds agencies: real data is never mixed with invented."""
    if Agency.objects.exists():
        sys.stderr.write("Hệ thống đã có dữ liệu. Tỉnh mẫu chỉ nạp được vào hệ thống còn trống.\n")
        return 1
    tell = _teller(quiet=args.json)
    began = time.monotonic()
    outcome = _load(clock.now(), tell)
    if isinstance(outcome, Refusal):
        sys.stderr.write(f"{outcome.message}\n")
        return 1
    outcome["seconds"] = round(time.monotonic() - began, 1)
    _list_accounts()
    if args.json:
        sys.stdout.write(msgspec.json.encode(outcome).decode() + "\n")
    else:
        tell("Xong sau {seconds} giây: {agencies} cơ quan, {officers} cán bộ, {procedures} thủ tục, {dossiers} hồ sơ.".format(**outcome))
    return 0


def _teller(*, quiet: bool) -> Callable[[str], None]:
    return (lambda _: None) if quiet else lambda words: print(f"  {words}", flush=True)


def _load(now: datetime, tell: Callable[[str], None]) -> dict[str, Any] | Refusal:
    tell("Nạp cơ quan, cán bộ, thủ tục")
    province = load_province((now - FOUNDED).astimezone(UTC))
    if isinstance(province, Refusal):
        return province
    tell(f"Đã nạp {province.agencies} cơ quan, {province.officers} cán bộ, {province.procedures} thủ tục")
    with transaction.atomic():
        approved = approve_processes((now - FOUNDED).astimezone(UTC), business_date(now))
        going = relieve_some(now.astimezone(UTC)) if not isinstance(approved, Refusal) else approved
        if isinstance(going, Refusal):
            transaction.set_rollback(True)
            return going
    tell(f"Đã ghi nhận phê duyệt {approved} quy trình điện tử")
    with transaction.atomic():
        played = play_dossiers(now, tell)
        if isinstance(played, Refusal):
            transaction.set_rollback(True)
            return played
    tell("Niêm phong nhật ký")
    seals.seal(clock.now())
    return msgspec.to_builtins(province) | msgspec.to_builtins(played)  # type: ignore[no-any-return]


def _list_accounts() -> None:
    """The log-in page of the demonstration reads this list."""
    path = settings.VAR / "demo_accounts.json"
    accounts = [
        {"username": a.username, "role": a.role, "agency": a.place, "what_to_try": a.try_this, "password": PASSWORD} for a in DEMO_ACCOUNTS
    ]
    path.write_bytes(msgspec.json.encode(accounts))
