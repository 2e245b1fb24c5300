"""Statutory slips as PDF: the same stored data gives the same paper."""
