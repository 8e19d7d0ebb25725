"""What is told of the passages that a plan finds. Not here: finding them (the engines), how it is printed (the facade)."""

__all__: list[str] = []
