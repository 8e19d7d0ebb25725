"""`depeche check`: what is whole is told so, and whatever is missing, cut off or altered is named with what to do."""

import json
import shutil

import pytest

import depeche
from depeche.core import fields
from depeche.indexer.checking import check_stored

ENGINES = ("tantivy", "whoosh")


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def alter(path):
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle] ^= 0xFF
    path.write_bytes(content)


def empty(path):
    path.write_bytes(b"")


DAMAGES = {"lost": lambda path: path.unlink(), "cut": cut, "altered": alter, "empty": empty}


def derived(path):
    """Return the archive at `path`, with the tables that questions need in its cache."""
    with depeche.open(path) as archive:
        archive.search("place:Syrie Daraa")
    return path


@pytest.fixture(params=ENGINES)
def copied(request, seed_archives, tmp_path):
    """A copy of the archive of the seeds, to be damaged."""
    return derived(shutil.copytree(seed_archives[request.param].path, tmp_path / "archive"))


@pytest.fixture
def tantivy(seed_archives, tmp_path):
    return shutil.copytree(seed_archives["tantivy"].path, tmp_path / "archive")


def faults(path, **options):
    return [one for one in depeche.check(path, **options) if not one.harmless]


def largest(path, pattern):
    return max((path / "engine").glob(pattern), key=lambda file: file.stat().st_size)


def test_a_new_archive_is_whole(copied, cli):
    assert depeche.check(copied) == []
    answer = cli("-a", copied, "check")
    assert (answer.code, answer.out) == (0, "whole\n")
    assert cli("-a", copied, "check", "--json").json == []


def test_all_texts_analysed_again_are_found_by_their_terms(copied):
    assert depeche.check(copied, deep=True) == []


def test_an_archive_opened_checks_itself(seed_archives):
    assert seed_archives["tantivy"].check() == []


def test_an_archive_of_no_dispatches_is_whole(tmp_path):
    depeche.create(tmp_path / "archive").close()
    assert depeche.check(tmp_path / "archive") == []


def test_a_check_changes_nothing(copied):
    def state():
        return {
            path: (path.stat().st_mtime_ns, path.read_bytes())
            for path in copied.rglob("*")
            if path.suffix != ".lock" and path.is_file()
        }

    before = state()
    depeche.check(copied, deep=True)
    assert state() == before


@pytest.mark.parametrize(
    ("sort", "damage"),
    [*(("store", damage) for damage in DAMAGES), *((sort, "altered") for sort in ("fast", "fieldnorm", "idx", "pos", "term"))],
)
def test_every_file_of_a_segment_is_checked_by_its_own_sum(tantivy, sort, damage):
    file = largest(tantivy, f"*.{sort}")
    DAMAGES[damage](file)
    found = faults(tantivy)
    assert found[0].file == f"engine/{file.name}"
    assert "check --repair" in found[0].remedy


def test_a_file_of_a_segment_is_checked_where_the_manifest_is_lost(tantivy):
    (tantivy / "manifest.json").unlink()
    file = largest(tantivy, "*.pos")
    alter(file)
    assert [one.file for one in faults(tantivy)][:2] == ["manifest.json", f"engine/{file.name}"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves open what it cannot read
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_file_of_whoosh_is_checked_by_the_manifest(seed_archives, tmp_path, damage):
    path = shutil.copytree(seed_archives["whoosh"].path, tmp_path / "archive")
    for pattern in ("*.seg", "*.toc"):
        file = largest(path, pattern)
        content = file.read_bytes()
        DAMAGES[damage](file)
        assert faults(path), pattern
        file.write_bytes(content)
    assert faults(path) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_names_the_files_is_checked(tantivy, damage):
    DAMAGES[damage](tantivy / "engine" / "meta.json")
    assert "meta.json" in faults(tantivy)[0].problem


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_is_a_finding(copied, damage):
    DAMAGES[damage](copied / "manifest.json")
    assert faults(copied)[0].file == "manifest.json"


@pytest.mark.parametrize("damage", ["cut", "altered", "empty"])
def test_a_damaged_table_of_the_cache_is_a_finding(copied, damage):
    for path in (copied / "cache").iterdir():
        DAMAGES[damage](path)
    assert {one.problem for one in faults(copied)} == {"cut off or altered"}


def test_a_table_of_the_cache_that_says_something_else_is_a_finding(copied, tmp_path):
    other = depeche.create(tmp_path / "other")
    other.add([depeche.Dispatch("1", "Des combats à Zyqxville.")])
    derived(tmp_path / "other")
    for mine in (copied / "cache").iterdir():
        theirs = next((tmp_path / "other" / "cache").glob(f"{mine.name.split('-')[0]}-*"))
        shutil.copyfile(theirs, mine)
    assert {one.problem for one in faults(copied)} == {"other than the index says"}


def test_counts_that_are_not_the_engine_s_are_a_finding(copied):
    path = copied / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"passages": 3}))
    assert [one.file for one in faults(copied)] == ["manifest.json"]


def test_a_manifest_one_commit_behind_is_harmless(copied):
    before = (copied / "manifest.json").read_bytes()
    with depeche.open(copied) as archive:
        archive.add([depeche.Dispatch("neuf", "Une trêve à Idleb.")])
    (copied / "manifest.json").write_bytes(before)
    assert faults(copied) == []
    assert any("behind" in one.problem for one in depeche.check(copied))


def test_what_something_interrupted_has_left_is_harmless(copied, cli):
    (copied / "engine-0123456789ab").mkdir()
    (copied / "cache" / "terms.tsv.1.part").write_text("à moitié")
    (copied / "manifest.json.new").write_text("{")
    found = depeche.check(copied)
    assert {one.file for one in found} == {"engine-0123456789ab", "cache/terms.tsv.1.part", "manifest.json.new"}
    assert cli("-a", copied, "check").code == 0


def test_user_files_that_cannot_be_read_are_findings(copied):
    (copied / "user").mkdir()
    (copied / "user" / "noms.tsv").write_text("kind\tlabel\nplanet\tMars\n")
    (copied / "user" / "saved.toml").write_text("[a\n")
    assert {"user/noms.tsv", "user/saved.toml"} <= {one.file for one in faults(copied)}


def test_findings_are_lines_and_json(tantivy, cli):
    largest(tantivy, "*.fast").unlink()
    answer = cli("-a", tantivy, "check")
    assert answer.code == 1
    line = answer.out.splitlines()[0]
    assert line.endswith(".fast: missing; `depeche check --repair` keeps what can still be read")
    found = cli("-a", tantivy, "check", "--json")
    assert found.code == 1
    assert found.json[0].keys() == {"file", "problem", "remedy", "harmless"}


def test_no_archive_is_an_error_and_no_finding(tmp_path, cli):
    assert cli("-a", tmp_path, "check").code == 3


class Without:
    """A reader that lacks some of what another one has."""

    def __init__(self, reader, ordinal):
        self._reader, self._ordinal = reader, ordinal

    def __getattr__(self, name):
        return getattr(self._reader, name)

    def dispatch(self, id):
        found = self._reader.dispatch(id)
        return found[: self._ordinal] + found[self._ordinal + 1 :]


@pytest.mark.parametrize("ordinal", [0, 1, -1])
def test_a_dispatch_that_lacks_a_passage_is_a_finding(seed_archives, ordinal):
    reader = seed_archives["tantivy"]._folder.reader()
    ordinal = ordinal if ordinal >= 0 else len(reader.dispatch(next(iter(reader.dictionary(fields.DISPATCH)))[0])) - 1
    found = list(check_stored(Without(reader, ordinal), "engine", None))
    reader.close()
    assert len([one for one in found if one.file.startswith("engine, dispatch ")]) >= 1
