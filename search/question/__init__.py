"""The question as typed, to a tree."""
