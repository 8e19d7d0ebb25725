"""Near-identical passages and dispatches share a mark, whichever run took them in; what is only alike in its words does not."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import Dispatch
from depeche.core import fields
from depeche.core.plan import Values
from depeche.indexer import intake as module
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.copies.clusters import Clusters
from depeche.indexer.engines import registry
from depeche.indexer.ingest import add
from depeche.indexer.payload import decode
from depeche.indexer.rebuild import rebuild
from depeche.indexer.records import draft

RAID = (
    "Des avions de l'armée syrienne ont bombardé mardi matin trois villages de la province de Deraa, où des groupes rebelles "
    "tiennent encore plusieurs collines, a rapporté l'Observatoire syrien des droits de l'Homme, qui compte douze morts. "
)
TALKS = (
    "Les négociateurs russes et les chefs des combattants se sont retrouvés dans la ville de Bosra pour discuter d'une reddition, "
    "qui prévoit le départ de ceux qui refusent de rendre leurs armes lourdes et le retour de l'administration dans la région. "
)
FLIGHT = (
    "Plus de trois cent mille habitants ont quitté leurs maisons depuis la fin du mois de juin, d'après les Nations unies, et "
    "campent sans eau ni abri le long de la frontière jordanienne et du plateau du Golan, que l'Etat hébreu occupe en partie. "
)
OTHER = (
    "A Deraa, la réouverture des écoles a commencé dans le calme : les professeurs payés par le gouvernement ont repris les cours "
    "de mathématiques et d'arabe, tandis que les parents réclament des livres, du chauffage et des vitres avant l'hiver. "
)
STORY = "\n\n".join(text * 2 for text in (RAID, TALKS, FLIGHT))
WORDS = ["de", "la", "ville", "Deraa", "raid", "mort", "selon", "mardi", "ONU", "(AFP)", "\n\n", ". ", "\ud800", "درعا"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


def take_in(folder, **texts):
    add(folder, [Dispatch(id_, text, url=f"http://{id_}") for id_, text in texts.items()])


def stored(folder):
    reader = folder.reader()
    passages = [decode(payload) for payload in reader.dispatches()]
    reader.close()
    return passages


def versions(folder):
    return {one.dispatch: one.version for one in stored(folder)}


def copies(folder):
    return {(one.dispatch, one.ordinal): one.copy for one in stored(folder)}


def marked(folder, field, mark):
    reader = folder.reader()
    found = {(match.dispatch, match.ordinal) for match in reader.search(Values(field, (mark,)), 100)}
    reader.close()
    return found


def test_a_dispatch_sent_twice_in_one_run_has_the_marks_of_the_first(folder):
    take_in(folder, a=STORY, b=STORY, c=OTHER)
    assert versions(folder)["a"] == versions(folder)["b"] != versions(folder)["c"]
    assert copies(folder)["a", 1] == copies(folder)["b", 1]
    assert marked(folder, fields.VERSION, versions(folder)["a"]) == {(id_, n) for id_ in "ab" for n in range(3)}
    assert marked(folder, fields.COPY, copies(folder)["a", 1]) == {("a", 1), ("b", 1)}


def test_a_copy_with_one_word_corrected_is_found_in_a_later_run(folder):
    take_in(folder, a=STORY)
    take_in(folder, b=STORY.replace("douze", "quinze", 1), c=OTHER)
    assert copies(folder)["b", 0] == copies(folder)["a", 0]
    assert versions(folder)["b"] == versions(folder)["a"] != versions(folder)["c"]


def test_case_accents_and_punctuation_do_not_keep_copies_apart(folder):
    take_in(folder, a="L'armée syrienne a repris Deraa", b="L’ARMEE SYRIENNE, A REPRIS DERAA")
    assert versions(folder)["a"] == versions(folder)["b"]
    assert copies(folder)["a", 0] == copies(folder)["b", 0]


def test_an_update_with_a_short_paragraph_more_is_a_version_and_shares_its_passages(folder):
    take_in(folder, a=STORY, b=f"{STORY}\n\n{OTHER[:115]}.")
    assert versions(folder)["a"] == versions(folder)["b"]
    assert [copies(folder)["a", n] for n in range(3)] == [copies(folder)["b", n] for n in range(3)]


def test_an_update_that_is_mostly_new_shares_its_passages_but_is_no_version(folder):
    take_in(folder, a=STORY, b="\n\n".join((STORY, OTHER * 2, RAID[::-1] * 2, TALKS[::-1] * 2)))
    assert versions(folder)["a"] != versions(folder)["b"]
    assert [copies(folder)["a", n] for n in range(3)] == [copies(folder)["b", n] for n in range(3)]


def test_another_story_of_the_same_place_is_no_copy(folder):
    take_in(folder, a=RAID, b=OTHER)
    take_in(folder, c=FLIGHT)
    assert len(set(copies(folder).values())) == len(set(versions(folder).values())) == 3


def test_a_few_words_are_copies_only_where_they_are_the_same(folder):
    take_in(folder, a="Douze morts à Deraa (ONG)", b="douze morts à Deraa, ONG", c="Douze morts à Damas (ONG)")
    marks = versions(folder)
    assert marks["a"] == marks["b"] != marks["c"]


def test_what_has_no_words_has_no_mark(folder):
    take_in(folder, a="", b="***")
    assert {(one.copy, one.version) for one in stored(folder)} == {(None, None)}


def test_the_first_of_a_run_leads(folder):
    take_in(folder, y=RAID)
    own = copies(folder)["y", 0]
    take_in(folder, y=OTHER)
    take_in(folder, z=RAID, y=OTHER, a=RAID.replace("douze", "treize"))
    assert copies(folder)["z", 0] == copies(folder)["a", 0] == own


def test_small_changes_one_after_another_do_not_make_a_copy_of_what_is_another_text(folder):
    words = RAID.split()
    runs = [" ".join([*(f"mot{n}" for n in range(changed)), *words[changed:]]) for changed in range(0, len(words), 2)]
    take_in(folder, **{f"d{number:02d}": text for number, text in enumerate(runs)})
    assert copies(folder)["d00", 0] == copies(folder)["d01", 0]
    assert copies(folder)["d00", 0] != copies(folder)[f"d{len(runs) - 1:02d}", 0]


def test_copies_are_found_across_the_groups_of_one_run(folder, monkeypatch):
    monkeypatch.setattr(module, "_GROUP", 1)
    take_in(folder, a=STORY, b=OTHER, c=STORY.replace("douze", "quinze"), d=RAID)
    assert versions(folder)["a"] == versions(folder)["c"]


def test_a_leader_replaced_by_its_own_correction_goes_on_leading(folder):
    take_in(folder, a=RAID)
    mark = versions(folder)["a"]
    take_in(folder, a=RAID.replace("douze", "quinze"))
    take_in(folder, b=RAID.replace("douze", "vingt"))
    assert set(versions(folder).values()) == {mark}
    assert set(copies(folder).values()) == {copies(folder)["a", 0]}


def test_copies_keep_their_mark_when_what_led_them_is_replaced(folder):
    take_in(folder, a=RAID, b=RAID, c=RAID.replace("douze", "treize"))
    mark = versions(folder)["a"]
    take_in(folder, a=OTHER)
    assert versions(folder)["b"] == versions(folder)["c"] == mark != versions(folder)["a"]
    rebuild(folder)
    take_in(folder, d=RAID.replace("douze", "vingt"))
    assert len({versions(folder)[id_] for id_ in "bcd"}) == 1


def test_a_passage_that_a_dispatch_repeats_is_a_copy_of_itself(folder):
    take_in(folder, a=f"{RAID * 3}\n\n{OTHER * 3}\n\n{RAID * 3}")
    assert copies(folder)["a", 0] == copies(folder)["a", 2] != copies(folder)["a", 1]


def test_without_the_library_only_the_same_words_are_copies(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "rensa", None)
    take_in(folder, a=RAID, b=RAID, c=RAID.replace("douze", "treize"))
    assert versions(folder)["a"] == versions(folder)["b"] != versions(folder)["c"]


@settings(max_examples=50)
@given(st.lists(TEXTS, max_size=4))
def test_any_text_has_marks_and_the_same_text_the_same(texts):
    clusters = Clusters()
    drafts = [[draft(Dispatch(f"{run}{n}", text)) for n, text in enumerate(texts)] for run in "ab"]
    first, again = (clusters.marks([made.copies for made in run]) for run in drafts)
    clusters.close()
    words = [[part.streams[fields.EXACT] for part in made.parts] for made in drafts[0]]
    for part, one, other in zip(words, first, again, strict=True):
        assert [mark.mark for mark in one.passages] == [mark.mark for mark in other.passages]
        assert one.dispatch.mark == other.dispatch.mark
        assert [mark.mark is None for mark in one.passages] == [not words for words in part]
        assert not any(mark.bands for mark in (*other.passages, other.dispatch))


def test_a_temporary_file_that_fails_is_an_error_of_ours_and_nothing_is_stored(tmp_path, monkeypatch):
    def full(*_args, **_options):
        raise OSError("No space left on device")

    with depeche.create(tmp_path / "archive") as archive:
        monkeypatch.setattr("depeche.indexer.copies.leaders.tempfile.TemporaryFile", full)
        with pytest.raises(depeche.EngineError, match="temporary file of copies failed: No space left on device"):
            archive.add([Dispatch("one", "Des otages ont été libérés.")])
        assert archive.snapshot().totals().passages == 0
