"""Files to dispatches to passages to an engine; nothing is asked here."""
