"""Between the engine and the network."""
