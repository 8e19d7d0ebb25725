"""The engine in pure Python: Whoosh."""
