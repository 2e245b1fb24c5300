"""What may be read here: papers that are there, books of slips, and the print jobs of who asks."""

from motcua.papers.queries.books import SlipEntry, SlipPage, count_to_print, list_slips
from motcua.papers.queries.jobs import JobFile, JobView, Unprinted, get_job, list_jobs, open_print
from motcua.papers.queries.stored import open_receipt, open_slip

__all__ = [
    "JobFile",
    "JobView",
    "SlipEntry",
    "SlipPage",
    "Unprinted",
    "count_to_print",
    "get_job",
    "list_jobs",
    "list_slips",
    "open_print",
    "open_receipt",
    "open_slip",
]
