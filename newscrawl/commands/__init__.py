"""The verbs of the command line; module = verb."""
