"""Where to go: one spider, which any portal file drives."""
