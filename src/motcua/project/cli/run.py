"""`motcua run`: the pages, served by granian; on SQLite also the background work, in the same process."""

from __future__ import annotations

import argparse
import socket
import sys
from typing import Any

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from motcua.web.staff.entering import demo_accounts

_SERVED, _NOT_SERVED = 0, 1
_THREADS_PER_PROCESS = 4
_PROCESSES_ON_POSTGRESQL = 2


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua run`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "run", description="Phục vụ các trang; với SQLite thì làm luôn việc nền trong cùng tiến trình."
    )
    parser.add_argument("--host", metavar="ĐỊA_CHỈ", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1: chỉ máy này)")
    parser.add_argument("--port", metavar="CỔNG", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--processes", metavar="SỐ", type=int, help="số tiến trình phục vụ, chỉ với PostgreSQL (mặc định 2)")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted. 1 when the door cannot be opened: the port is taken, the database not ready."""
    trouble = _trouble_with_port(args.host, args.port) or _trouble_with_static_files()
    if trouble:
        sys.stderr.write(trouble + "\n")
        return _NOT_SERVED
    connection.close()  # the processes that serve open their own
    server = Granian(
        "motcua.project.serving:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=1 if settings.EMBEDDED else args.processes or _PROCESSES_ON_POSTGRESQL,
        blocking_threads=_THREADS_PER_PROCESS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.on_startup(lambda: _welcome(args.host, args.port))
    server.serve()
    return _SERVED


def _trouble_with_port(host: str, port: int) -> str:
    """Why nothing can be served at this address; "" when it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except (OSError, OverflowError) as error:
            return (
                f"Không mở được cổng {port} tại {host}: {error}. Dừng chương trình đang dùng cổng này, "
                f"hoặc chọn cổng khác: motcua run --port {port + 1}"
            )
    return ""


def _trouble_with_static_files() -> str:
    """Pages without their style sheets would open, and nobody would know why they look so."""
    if settings.STATIC_ROOT.is_dir():
        return ""
    return "Chưa có các tệp giao diện. Chạy trước: python -m django collectstatic --no-input --settings motcua.project.settings"


def _welcome(host: str, port: int) -> None:
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    lines = [f"→ Một Cửa đang phục vụ tại {address}", f"  Một Cửa is serving at {address} (Ctrl+C dừng · stops it)"]
    if settings.EMBEDDED:
        lines.append(f"  Dữ liệu: {settings.VAR} · việc nền chạy trong cùng tiến trình")
    else:
        lines.append("  Việc nền chạy riêng: motcua worker")
    if settings.DEMO:
        lines.append(f"  Tài khoản mẫu, đăng nhập tại · demonstration accounts, log in at {address}{settings.LOGIN_URL}")
        lines += [f"    {one.username:<26}{one.password:<14}{one.role}, {one.agency}" for one in demo_accounts()]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
