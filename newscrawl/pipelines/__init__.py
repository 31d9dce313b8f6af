"""The path of each item: validated, deduplicated, revised, stored."""
