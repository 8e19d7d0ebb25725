"""Jobs that run at the same time on one archive: a writer whose commits go through known states, and readers that check them.

After commit n the archive holds two dispatches of each round up to n, and one that says n. Not here: starting them (``driver``).
"""

import random
import time
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

import depeche
from depeche.core.model import Dispatch

SOURCES = ("AFP", "Reuters", "SANA")
NUMBER = "Le compteur indique "


class Report(Protocol):
    def say(self, **facts: Any) -> None: ...


def write(report: Report, command: dict[str, Any]) -> None:
    """Commit a round every so many seconds until the time is over, and three at least; rebuild the archive after the second."""
    begun, n = time.monotonic(), 0
    with depeche.open(command["archive"]) as archive:
        while n < 3 or time.monotonic() - begun < command["seconds"]:
            n += 1
            archive.add(arrived(n))
            if n == 2:
                archive.rebuild()
            time.sleep(command["pause"])
    report.say(last=n)


def arrived(n: int) -> list[Dispatch]:
    """Return what round n brings."""
    colour = "verte" if n % 2 == 0 else "rouge"
    texts = [f"repère de la tournée {colour} {name(n)}{place}, vue à Daraa.\n" for place in ("gauche", "droite")]
    made = [Dispatch(id=f"n{n}-{k}", text=text, source=SOURCES[n % 3]) for k, text in enumerate(texts)]
    return [*made, Dispatch(id="compteur", text=f"{NUMBER}{n} repère {name(n)}compteur.\n", source="Compteur")]


def name(n: int) -> str:
    return "zq" + "".join("bcdfghjklm"[int(digit)] for digit in str(n))


def expected(n: int) -> dict[str, Any]:
    """Return what a snapshot after commit n answers."""
    by_source = {source: 2 * sum(k % 3 == at for k in range(1, n + 1)) for at, source in enumerate(SOURCES)} | {"Compteur": 1}
    sources = {source: count for source, count in by_source.items() if count}
    facts = {"dispatches": 2 * n + 1, "worded": 2 * n + 1, "even": 2 * (n // 2), "sources": sources}
    return facts | {"paged": [f"n{k}-{place}" for k in range(1, n + 1) for place in (0, 1)], "newest": 1}


def seen(snapshot: Any, chance: random.Random) -> tuple[int, dict[str, Any]]:
    """Return the number that a snapshot's counter says, and its answers in an order of chance."""
    n = int(snapshot.dispatch("compteur").text.removeprefix(NUMBER).split()[0])
    asked = {
        "dispatches": lambda: snapshot.totals().dispatches,
        "worded": lambda: snapshot.search("repère", limit=3, copies=True).total.dispatches,
        "even": lambda: snapshot.search("verte").total.dispatches,
        "sources": lambda: {
            count.id: count.totals.dispatches for count in snapshot.search("repère", facet_limit=9).facets["source"]
        },
        "paged": lambda: paged(snapshot, "tournée"),
        "newest": lambda: snapshot.search(f"{name(n)}compteur").total.dispatches,
    }
    order = chance.sample(list(asked), len(asked))
    return n, {fact: asked[fact]() for fact in order}


def paged(snapshot: Any, question: str) -> list[str]:
    """Return the dispatches that answer, page by page."""
    found, cursor = [], None
    while True:
        page = snapshot.search(question, limit=25, cursor=cursor, copies=True)
        found += [hit.dispatch for hit in page.passages]
        cursor = page.next
        if cursor is None:
            return sorted(found, key=lambda id_: [int(part) for part in id_[1:].split("-")])


def read(report: Report, command: dict[str, Any]) -> None:
    """Look at the archive from several threads until the time is over; all share one archive, which each reopens."""
    problems: list[str] = []
    with depeche.open(command["archive"]) as archive:
        reader = Reading(archive, command, problems, report)
        threads = [Thread(target=reader.run, args=(number,)) for number in range(command["threads"])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    report.say(problems=problems[:5])


class Reading:
    """What the reading threads of one process do."""

    def __init__(self, archive: depeche.Archive, command: dict[str, Any], problems: list[str], report: Report) -> None:
        self._archive, self._command, self._problems, self._report = archive, command, problems, report
        self._until = time.monotonic() + command["seconds"]

    def run(self, number: int) -> None:
        chance, last, looks = random.Random(f"{self._command['seed']} {number}"), 0, 0
        while time.monotonic() < self._until and not self._problems:
            try:
                last = self._look(chance, last)
            except Exception as error:
                self._problems.append(f"{type(error).__name__}: {error}")
            looks += 1
            time.sleep(chance.uniform(0.0, 2 * self._command["pause"]))
            self._report.say(memory=memory(), files=len(list(Path("/proc/self/fd").iterdir())))
        self._report.say(looks=looks, reached=last)

    def _look(self, chance: random.Random, last: int) -> int:
        if chance.random() < 0.7:
            self._archive.reopen()
        snapshot = self._archive.snapshot()
        for _ in range(chance.randint(1, 2)):
            n, facts = seen(snapshot, chance)
            wanted = expected(n)
            if n < last or facts != wanted:
                wrong = {fact: (found, wanted[fact]) for fact, found in facts.items() if found != wanted[fact]}
                self._problems.append(f"after {last}, {n}: {wrong}")
        return n


def memory() -> int:
    """Return the resident memory of this process, in KiB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4
