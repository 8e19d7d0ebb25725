"""How far long work is, on a terminal: the share done, the rate, the time left. Elsewhere nothing is shown, and nothing counted.

Not here: the work.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from depeche.core.model import Dispatch

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Meter", "counting", "metered"]

_Item = TypeVar("_Item")


class Meter:
    """Counts what is read and what is dealt with; what is read but not dealt with yet is no share done."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None, dealt=0)
        self._read = self._came = self._dealt = 0

    def expect(self, size: int) -> None:
        """Note how many bytes there are in all."""
        self._progress.update(self._task, total=size)

    def read(self, size: int) -> None:
        """Note that so many bytes have been read."""
        self._read += size

    def counted(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Pass on the dispatches among `items`, and all else, and count them."""
        for item in items:
            self._came += isinstance(item, Dispatch)
            yield item

    def dealt(self, dispatch: Dispatch) -> None:  # noqa: ARG002  # what a callback of progress gets
        """Note that a dispatch has been dealt with."""
        self._dealt += 1
        done = self._read * self._dealt / max(1, self._came)
        self._progress.update(self._task, completed=done, dealt=self._dealt)


@contextmanager
def metered(paths: Sequence[str]) -> Iterator[Meter | None]:
    """Show how much of the files at `paths` is done, in bytes, while the work lasts; None where stderr is no terminal.

    How much there is in all is counted beside the work, so that this need not wait for it, nor keep a list of a million files.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    with _shown(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[dealt]} dispatches"),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    ) as progress:
        meter = Meter(progress)
        threading.Thread(target=lambda: meter.expect(_extent(paths)), daemon=True).start()
        yield meter


@contextmanager
def counting(total: int) -> Iterator[Callable[[object], object] | None]:
    """Show how many of `total` dispatches are done; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    with _shown(BarColumn(), MofNCompleteColumn(), TextColumn("dispatches"), TimeRemainingColumn()) as progress:
        task = progress.add_task("", total=total)
        yield lambda _: progress.advance(task)


def _extent(paths: Sequence[str]) -> int:
    from depeche.indexer.extent import extent

    return extent(paths)


def _shown(*columns: object) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    return Progress(*columns, console=Console(stderr=True), transient=True)  # type: ignore[arg-type]  # columns all
