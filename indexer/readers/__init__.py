"""One module a file format, behind a registry."""
