"""Who is compared: each indexes dispatches step by step, and answers the same questions.

Not here: what is measured, and how (``compare``, ``clocks``).
"""

from contestants.contract import Contestant
from contestants.fts5 import Fts5
from contestants.ours import Ours
from contestants.raw_tantivy import RawTantivy
from contestants.stock_whoosh import StockWhoosh

__all__ = ["CONTESTANTS"]

CONTESTANTS: dict[str, Contestant] = {
    one.name: one
    for one in (Ours("tantivy"), Ours("tantivy", entities=False), Ours("whoosh", most=10_000), RawTantivy(), Fts5(), StockWhoosh())
}
"""All of them by name, in the order of the table."""
