"""Ends a process at a chosen moment, as a power cut would. Run `scrapy` with the settings `tests.killing.settings`."""
