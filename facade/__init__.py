"""Dépêche: search French news dispatches, and find a place or a person however it is spelled."""
