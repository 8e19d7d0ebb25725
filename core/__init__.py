"""The words that every room speaks: model, errors, fields and the plan. Imports nothing of ours."""

__all__: list[str] = []
