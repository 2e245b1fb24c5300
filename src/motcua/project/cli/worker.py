"""`motcua worker`: background work in a process of its own, as many as needed on PostgreSQL."""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType
from typing import Any

from motcua.foundation.worker import Worker


def add_parser(subparsers: Any) -> None:
    """Declare the arguments of `motcua worker`."""
    subparsers.add_parser(
        "worker",
        description="Làm việc nền: chuyển sự kiện đến nơi cần biết, thử lại việc hỏng, làm việc định kỳ (niêm phong hằng ngày). "
        "Dừng bằng Ctrl+C hoặc SIGTERM; việc đang làm được làm xong.",
    )


def run(_args: argparse.Namespace) -> int:
    """Work until told to stop (SIGINT, SIGTERM); the chunk in hand is finished first."""
    worker = Worker()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    _tell(f"Tiến trình nền {worker.name} đang chạy. Dừng: Ctrl+C.")
    worker.run(told=_tell)
    _tell(f"Tiến trình nền đã dừng sau {worker.batches} lô sự kiện.")
    return 0


def _tell(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
