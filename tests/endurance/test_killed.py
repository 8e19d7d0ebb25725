"""Nothing that was acknowledged is lost when a writer is killed, wherever it is."""

import random
import shutil
from collections import defaultdict
from statistics import median

JOBS = {"add": 9, "create": 3, "remove": 2, "prune": 2, "rebuild": 3, "derive": 1}
"""What is killed, and how often."""
ROUNDS = {False: 12, True: 300}
LARGEST = 60
"""Dispatches at which an archive is given up for a new one."""


class Moments:
    """When to kill: at any moment of a job, as long as such jobs take. Now and then one is let run to its end, to know."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._took = defaultdict(list)

    def of(self, job: str, commits: int) -> float | None:
        known = self._took[job][-3:]
        if not known or self._chance.random() < 0.1:
            return None
        return self._chance.uniform(0.0, 1.05 * median(known) * max(1, commits))

    def learn(self, job: str, commits: int, ended) -> None:
        if ended.code == 0:
            self._took[job].append(ended.seconds / max(1, commits))


def test_what_was_acknowledged_outlives_kills(tmp_path, driver, make_ledger, chance, engine, long):
    archive, ledger, moments = tmp_path / "archive", make_ledger(), Moments(chance)
    for number in range(ROUNDS[long]):
        job = chance.choices(list(JOBS), JOBS.values())[0]
        if job == "create" or len(ledger.held) > LARGEST:
            shutil.rmtree(archive, ignore_errors=True)
            ledger = make_ledger()
        told, changes = _planned(job, ledger, chance)
        kill = moments.of(job, len(changes))
        ended = driver.run("add" if job == "create" else job, archive, engine, kill=kill, **told)
        moments.learn(job, len(changes), ended)
        assert ended.code in (0, -9), ended.printed
        assert ended.the("end") in (None, "done"), (ended.said, ended.printed)
        committed = ended.the("committed") or 0
        print(f"{number}: {job} {len(changes)}, ended with {ended.code} after {ended.seconds:.3f} s and {committed} commits")  # noqa: T201
        ledger.acknowledge(*changes[:committed])
        _check(driver, archive, engine, ledger, next(iter(changes[committed:]), None))


def _planned(job, ledger, chance):
    """Return what the driver is told for a job, and the changes that it makes, one a commit."""
    if job == "remove":
        ids = ledger.some()
        return {"ids": ids}, [dict.fromkeys(ids)]
    if job == "prune":
        batch = ledger.batch()
        return {"batches": [batch], "folder": ledger.folder}, [dict.fromkeys(ledger.held) | ledger.texts(batch)]
    if job in ("add", "create"):
        batches = [ledger.batch() for _ in range(chance.randint(1, 6))]
        return {"batches": batches}, [ledger.texts(batch) for batch in batches]
    return {}, []


def _check(driver, archive, engine, ledger, pending):
    """Check what is there, that it can be written at once, and what is there then."""
    if ledger.held or (archive / "manifest.json").exists():
        ledger.check(driver.run("look", archive, questions=ledger.questions(pending), check=True), pending)
    batch = ledger.batch(1)
    added = driver.run("add", archive, engine, batches=[batch])
    assert added.done, (added.said, added.printed)
    ledger.acknowledge(ledger.texts(batch))
    ledger.check(driver.run("look", archive, questions=ledger.questions()))
