"""What this room writes: slips that are issued, and print jobs that people ask for."""

from motcua.papers.commands.issuing import PDF, issue_form, issue_receipt
from motcua.papers.commands.jobs import MOST_SLIPS, print_again, print_register, print_slips

__all__ = ["MOST_SLIPS", "PDF", "issue_form", "issue_receipt", "print_again", "print_register", "print_slips"]
