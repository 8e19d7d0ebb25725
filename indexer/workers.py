"""Drafts of many dispatches, made in worker processes: the order is kept, and what is in flight is bounded.

Few texts are analysed in this process: starting others takes longer. Workers are started where they share no thread or lock with
this process (``forkserver``, else ``spawn``), pass over Ctrl-C, which is for this process, and end with it, however that ends.
Not here: what a draft is (``records``), writing them (``ingest``).
"""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Protocol, TypeVar

from depeche.analyzers.gazetteer import Gazetteer, gazetteer
from depeche.core.errors import DepecheError, InputError
from depeche.core.model import Dispatch
from depeche.indexer.records import Draft, draft, drafts

__all__ = ["Rules", "drafted"]

_SMALL = 400_000
"""Code points of text up to which no process is started."""

_AHEAD = 16
"""Groups that each worker may be ahead of the writer."""

_MODULE = "depeche.indexer.workers"


@dataclass(frozen=True, slots=True)
class Rules:
    """By what texts are analysed: the user's `tables`, and whether places and actors are looked for."""

    tables: tuple[Path, ...] = ()
    entities: bool = True


class _Item(Protocol):
    @property
    def dispatch(self) -> Dispatch:
        """The dispatch that is to be analysed."""


_Entry = TypeVar("_Entry", bound=_Item)


def drafted(
    groups: Iterable[Sequence[_Entry]], rules: Rules, workers: int = 1
) -> Iterator[tuple[Sequence[_Entry], Sequence[Draft]]]:
    """Yield each group with the drafts of its dispatches, in order; `workers` processes make them, or this one where that is 1.

    InputError, which names the dispatch, where one cannot be analysed; DepecheError where a worker was ended from outside.
    """
    waiting = iter(groups)
    first = _beginning(waiting) if workers > 1 else []
    if workers == 1 or sum(map(_size, first)) < _SMALL:
        analyst = _Analyst(rules)
        for group in chain(first, waiting):
            yield group, analyst.drafts([entry.dispatch for entry in group])
    else:
        yield from _in_processes(chain(first, waiting), rules, workers)


def _beginning(groups: Iterator[Sequence[_Entry]]) -> list[Sequence[_Entry]]:
    """Take as many groups as say whether processes are worth it."""
    taken: list[Sequence[_Entry]] = []
    size = 0
    for group in groups:
        taken.append(group)
        size += _size(group)
        if size >= _SMALL:
            break
    return taken


def _size(group: Sequence[_Item]) -> int:
    return sum(len(entry.dispatch.text) for entry in group)


class _Analyst:
    """Who makes drafts in one process; the gazetteer is loaded once."""

    def __init__(self, rules: Rules, stopped: Event | None = None) -> None:
        self._stopped = stopped
        self._entities = rules.entities
        self._known: Gazetteer | None = gazetteer(*rules.tables) if rules.entities else None

    def drafts(self, dispatches: Sequence[Dispatch]) -> list[Draft]:
        """Return the drafts of `dispatches`; none where the work was stopped meanwhile, and nobody waits for them."""
        if self._stopped and self._stopped.is_set():
            return []
        with _uncollected():
            try:
                return drafts(dispatches, self._known, entities=self._entities)
            except Exception:
                return list(map(self._draft, dispatches))

    def _draft(self, dispatch: Dispatch) -> Draft:
        try:
            return draft(dispatch, self._known, entities=self._entities)
        except Exception as error:
            raise InputError(f"{dispatch.id} cannot be analysed: {type(error).__name__}: {error}") from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nothing search for cycles meanwhile: an analysis makes none, and what it remembers would be gone through each time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _in_processes(
    groups: Iterable[Sequence[_Entry]], rules: Rules, workers: int
) -> Iterator[tuple[Sequence[_Entry], Sequence[Draft]]]:
    flying: deque[tuple[Sequence[_Entry], Future[list[Draft]]]] = deque()
    context = _context()
    stopped = context.Event()
    pool = ProcessPoolExecutor(workers, context, _prepare, (rules, stopped))
    try:
        for group in groups:
            with _uninterrupted():
                flying.append((group, pool.submit(_drafts, [entry.dispatch for entry in group])))
            while flying and (len(flying) > _AHEAD * workers or flying[0][1].done()):
                yield _landed(*flying.popleft())
        while flying:
            yield _landed(*flying.popleft())
    finally:
        stopped.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _landed(group: Sequence[_Entry], future: "Future[list[Draft]]") -> tuple[Sequence[_Entry], Sequence[Draft]]:
    try:
        return group, future.result()
    except BrokenProcessPool as error:
        raise DepecheError(
            "a worker process has ended before its work was done; was it killed, or is there too little memory? "
            "What is committed is stored, and fewer --workers need less"
        ) from error


def _context() -> BaseContext:
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([_MODULE])
    return context


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C back for a moment: processes that are started then do not see it before they can pass it over."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_analyst: _Analyst | None = None
"""That of a worker process."""


def _prepare(rules: Rules, stopped: Event) -> None:
    """Make this process a worker."""
    global _analyst  # noqa: PLW0603  # what a pool's initialiser leaves must be global
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _analyst = _Analyst(rules, stopped)
    gc.freeze()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _drafts(dispatches: list[Dispatch]) -> list[Draft]:
    return _analyst.drafts(dispatches) if _analyst else []
