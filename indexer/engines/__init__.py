"""One place per engine, behind one contract."""
