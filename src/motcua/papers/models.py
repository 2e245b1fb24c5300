"""Print jobs: what somebody asked to have set or bound, how far the worker is with it, and what came of each paper.

A convenience of whoever prints, no public record: nothing here is journalled. What is printed is: slips by their own events, the
intake register by the receptions of dossiers.
"""

from __future__ import annotations

from django.db import models


class PrintKind(models.TextChoices):
    """What is printed."""

    SLIPS = "SLIPS", "Phiếu"
    REGISTER = "REGISTER", "Sổ theo dõi hồ sơ"


class PrintState(models.TextChoices):
    """How a job stands."""

    WAITING = "WAITING", "Chờ dựng"
    RUNNING = "RUNNING", "Đang dựng"
    DONE = "DONE", "Đã xong"
    FAILED = "FAILED", "Bị hỏng"


class PrintJob(models.Model):
    """One request to print many papers as one file, seen by nobody but who made it.

    `purpose` is the kind of slips (empty for the register); `first_day` and `last_day` the span that was asked for. `total` counts
    papers or lines, `done` those the worker has come to. A worker holds it until `claimed_until`.
    """

    kind = models.CharField(max_length=10, choices=PrintKind.choices)
    made_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    agency_id = models.BigIntegerField()
    purpose = models.CharField(max_length=16, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=10, choices=PrintState.choices, default=PrintState.WAITING)
    total = models.IntegerField()
    done = models.IntegerField(default=0)
    pages = models.IntegerField(default=0)
    file = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "print_job"
        verbose_name = verbose_name_plural = "việc in"
        indexes = [
            models.Index(fields=["made_by", "-id"], name="print_job_mine"),
            # The worker looks here in every idle round.
            models.Index(fields=["id"], condition=models.Q(state__in=("WAITING", "RUNNING")), name="print_job_waiting"),
        ]


class PrintLine(models.Model):
    """One slip of a job. `outcome` is empty until the worker came to it, then PRINTED, or why it could not be printed."""

    class Outcome(models.TextChoices):
        PRINTED = "PRINTED", "Đã in"
        VOID = "VOID", "Số đã hủy"
        ERASED = "ERASED", "Nội dung đã xóa theo quyết định"
        MISSING = "MISSING", "Không đọc được bản lưu"

    job = models.ForeignKey(PrintJob, on_delete=models.CASCADE, related_name="lines", db_index=False)
    place = models.IntegerField()
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    slip_no = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        db_table = "print_line"
        verbose_name = verbose_name_plural = "phiếu trong việc in"
        constraints = [models.UniqueConstraint(fields=["job", "place"], name="print_line_place")]
        indexes = [models.Index(fields=["dossier", "slip_no", "outcome"], name="print_line_slip")]
