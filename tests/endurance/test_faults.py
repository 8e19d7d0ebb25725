"""A call that fails, or a process that ends in it, costs nothing that was committed: a full disk, a broken one, a crash."""

import errno
import shutil

import pytest

ONCE, ALWAYS, EXIT = 1, 2, 3
"""What may happen at a call, as ``faulty.c`` numbers it."""
FAULTS = [(ONCE, errno.EIO), (ALWAYS, errno.ENOSPC), (EXIT, 0)]
STEP = {False: 40, True: 1}
"""Of so many calls one is tried; where the walk begins is at random."""
LATE = 48
"""So many calls are the end of a commit."""
ENDED = 86


@pytest.mark.parametrize(("how", "error"), FAULTS, ids=["once", "always", "exit"])
def test_a_commit_that_fails_anywhere_loses_nothing(tmp_path, faulty_driver, ledger, chance, engine, how, error, long):
    archive, kept = tmp_path / "archive", tmp_path / "kept"
    for _ in range(3):
        _add(faulty_driver, kept, engine, ledger)
    batches, before = [ledger.batch(), ledger.batch()], dict(ledger.held)
    nth, struck = chance.randint(1, STEP[long]), True
    while struck:
        ledger.held = dict(before)
        _copied(kept, archive)
        arm = {"folder": str(archive), "nth": nth, "how": how, "error": error}
        struck = _failing(faulty_driver, archive, engine, ledger, batches, arm)
        nth += STEP[long]


@pytest.mark.parametrize(("how", "error"), FAULTS, ids=["once", "always", "exit"])
def test_an_archive_whose_creation_failed_can_be_made(tmp_path, faulty_driver, make_ledger, chance, engine, how, error, long):
    archive, nth, struck = tmp_path / "archive", chance.randint(1, STEP[long]), True
    while struck:
        shutil.rmtree(archive, ignore_errors=True)
        ledger = make_ledger()
        batches = [ledger.batch()]
        arm = {"folder": str(archive), "nth": nth, "how": how, "error": error}
        struck = _failing(faulty_driver, archive, engine, ledger, batches, arm)
        nth += STEP[long]


@pytest.mark.parametrize(("how", "error"), FAULTS, ids=["once", "always", "exit"])
def test_a_rebuild_that_fails_anywhere_loses_nothing(tmp_path, faulty_driver, ledger, chance, engine, how, error, long):
    archive, kept = tmp_path / "archive", tmp_path / "kept"
    _add(faulty_driver, kept, engine, ledger)
    nth, struck, before = chance.randint(1, STEP[long]), True, dict(ledger.held)
    while struck:
        ledger.held = dict(before)
        _copied(kept, archive)
        arm = {"folder": str(archive), "nth": nth, "how": how, "error": error}
        job = faulty_driver.run("rebuild", archive, arm=arm)
        struck = _struck(job)
        _ours(job, arm)
        _whole(faulty_driver, archive, engine, ledger, None)
        nth += STEP[long]


def test_what_was_ended_late_in_a_commit_can_be_done_again(tmp_path, faulty_driver, ledger, engine):
    archive, kept = tmp_path / "archive", tmp_path / "kept"
    _add(faulty_driver, kept, engine, ledger)
    batch = [one | {"text": "Autre texte."} for one in ledger.first()]
    _copied(kept, archive)
    calls = faulty_driver.run("add", archive, engine, batches=[batch], arm={"folder": str(archive)}).the("calls")
    for nth in range(max(1, calls - LATE), calls, 4):
        _copied(kept, archive)
        faulty_driver.run("add", archive, engine, batches=[batch], arm={"folder": str(archive), "nth": nth, "how": EXIT})
        again = faulty_driver.run("add", archive, engine, batches=[batch])
        assert again.done, (nth, again.said, again.printed)


def _failing(driver, archive, engine, ledger, batches, arm):
    """Add with an armed call; check what happened; return whether the call came."""
    job = driver.run("add", archive, engine, batches=batches, arm=arm, again=ledger.draws(0.3))
    _ours(job, arm)
    changes, committed = list(map(ledger.texts, batches)), job.the("committed") or 0
    ledger.acknowledge(*changes[:committed])
    _whole(driver, archive, engine, ledger, next(iter(changes[committed:]), None))
    return _struck(job)


def _struck(job):
    return job.code == ENDED or bool(job.the("struck"))


def _ours(job, arm):
    """Check that the job was done, ended in the call, or failed with an error of ours and without noise."""
    place = f"{arm}: {job.the('struck')}: {job.said} {job.printed}"
    assert job.code == ENDED if arm["how"] == EXIT and job.code else job.code == 0, place
    assert job.code or job.the("end") in ("done", "ours"), place
    assert not job.printed, place
    assert job.the("witness") in (None, True), place


def _whole(driver, archive, engine, ledger, pending):
    """Check what is there, then write without faults, and check again."""
    is_checked = ledger.draws(0.25)
    if ledger.held or (archive / "manifest.json").exists():
        ledger.check(driver.run("look", archive, questions=ledger.questions(pending), check=is_checked), pending)
    _add(driver, archive, engine, ledger)


def _add(driver, archive, engine, ledger):
    batch = ledger.batch()
    job = driver.run("add", archive, engine, batches=[batch])
    assert job.done, (job.said, job.printed)
    ledger.acknowledge(ledger.texts(batch))
    ledger.check(driver.run("look", archive, questions=ledger.questions()))


def _copied(kept, archive):
    shutil.rmtree(archive, ignore_errors=True)
    shutil.copytree(kept, archive)
