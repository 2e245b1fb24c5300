"""`motcua play SCENARIO.json`: what the law says of a course of events, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.law.calendar import VN, OutsideCalendarError
from motcua.law.deadline.verdict import VERDICT_NAMES
from motcua.law.dossier.duties import DUTY_NAMES
from motcua.law.dossier.standing import Share
from motcua.law.dossier.values import STATUS_NAMES
from motcua.law.play import Outcome, ScenarioError, play, read_scenario

_NOT_UNDERSTOOD = 2


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua play`."""
    parser: argparse.ArgumentParser = subparsers.add_parser("play", description="Chạy thử một kịch bản qua các quy tắc của luật.")
    parser.add_argument("scenario", metavar="KỊCH_BẢN", help="tệp JSON; “-” để đọc từ đầu vào chuẩn")
    parser.add_argument("--json", action="store_true", help="in kết quả cho chương trình")


def run(args: argparse.Namespace) -> int:
    """Play and print; 2 with a sentence when the scenario cannot be understood."""
    try:
        text = sys.stdin.read() if args.scenario == "-" else Path(args.scenario).read_text(encoding="utf-8")
        outcome = play(read_scenario(json.loads(text)))
    except OSError as error:
        return _refuse(f"Không đọc được tệp {args.scenario}: {error.strerror}.")
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return _refuse(f"Kịch bản không phải JSON viết bằng UTF-8: {error}.")
    except (ScenarioError, OutsideCalendarError) as error:
        return _refuse(str(error))
    sys.stdout.write(_as_json(outcome) if args.json else _in_words(outcome))
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return _NOT_UNDERSTOOD


def _as_json(outcome: Outcome) -> str:
    body = {name: _plain(getattr(outcome, name)) for name in outcome.__struct_fields__ if name != "agencies"}
    for line in (*body["duties"], *body["shares"]):
        line["agency"] = outcome.agencies[line["agency"] - 1]
    return json.dumps(body, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(VN).isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__struct_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return value


def _in_words(outcome: Outcome) -> str:
    lines = [
        f"Trạng thái: {STATUS_NAMES[outcome.status]}" if outcome.status else "Chưa có hồ sơ",
        f"Hạn ban đầu: {_instant(outcome.original_due_at)}",
        f"Hạn theo luật: {_instant(outcome.legal_due_at)}",
        f"Hẹn gần nhất với người nộp: {_instant(outcome.appointment_at)}",
        f"Kết luận: {VERDICT_NAMES[outcome.verdict] if outcome.verdict else 'không xét'}"
        + (f", chậm {outcome.late_working_days} ngày làm việc" if outcome.late_working_days else ""),
        *(_share(share, outcome) for share in outcome.shares),
        *(
            f"Việc phải làm: {DUTY_NAMES[duty.kind]} ({outcome.agencies[duty.agency - 1]}), hạn {_instant(duty.due_at)}"
            for duty in outcome.duties
        ),
        *(f"Bị từ chối (việc thứ {one.index + 1}): {one.message} {_basis(one.legal_basis)}".rstrip() for one in outcome.refused),
    ]
    return "\n".join(lines) + "\n"


def _share(share: Share, outcome: Outcome) -> str:
    until = f"đến {_instant(share.left_at)}" if share.left_at else "chưa chuyển đi"
    late = f"chậm {share.late_days} ngày làm việc" if share.late_days else "trong phần thời gian của mình"
    return f"{outcome.agencies[share.agency - 1]}: giữ từ {_instant(share.entered_at)} {until}, {late}"


def _basis(legal_basis: str) -> str:
    return f"[{legal_basis}]" if legal_basis else ""


def _instant(at: datetime | None) -> str:
    return at.astimezone(VN).strftime("%H:%M %d/%m/%Y") if at else "chưa có"
