"""What rules fall back on: structured data, Japanese dates, body text. No clock, no randomness, no network."""
