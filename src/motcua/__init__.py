"""Một Cửa: the information system with which Vietnamese provinces and wards handle administrative procedures."""
