"""What if, for lawyers and trainers: a course of events put together on a page and played through the law. Nothing is stored."""
