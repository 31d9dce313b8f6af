"""The commands that tests kill."""
