"""Places and actors that a text names."""
