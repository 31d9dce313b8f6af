"""newscrawl turns a news portal into a dataset that people can trust."""
