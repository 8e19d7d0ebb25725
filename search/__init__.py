"""A question to a plan to ranked passages, highlights and facets."""
