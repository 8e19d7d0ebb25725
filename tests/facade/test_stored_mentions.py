"""The mentions of a dispatch in the library: those that the archive stores are those that its text gives."""

import subprocess
import sys
from dataclasses import replace

import depeche


def test_searching_and_showing_load_no_gazetteer(tmp_path, seeds):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(depeche.read([seeds]))
    path, id_ = str(tmp_path / "archive"), "000_91850bdc69bfff43"
    code = f"import depeche\nwith depeche.open({path!r}) as a: a.search('place:Deraa'); a.snapshot().mentions({id_!r})"
    shown = f"import sys\n{code}\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True).stdout.split()
    assert not {name for name in loaded if name.startswith("depeche.analyzers.mentions")}


def test_the_mentions_of_a_dispatch_are_those_of_its_text(seed_archive):
    snapshot = seed_archive.snapshot()
    for dispatch in snapshot.dispatches():
        stored = snapshot.mentions(dispatch.id)
        assert stored == [replace(one, why="") for one in depeche.mentions(dispatch.text, published=dispatch.date)]
        assert all(dispatch.text[one.start : one.end] == one.surface for one in stored)


def test_a_dispatch_s_dateline_is_a_place(seed_archive):
    filed = seed_archive.snapshot().dateline("000_91850bdc69bfff43")
    assert (filed.label, filed.type, filed.ancestors[-1]) == ("Beyrouth", "city", "LB")
    assert seed_archive.snapshot().dateline("002_4865b01c7181edea") is None
    assert seed_archive.snapshot().entity("LB").label == "Liban"


def test_a_mention_as_json_has_the_documented_keys():
    (mention,) = depeche.mentions("Les rebelles ont quitté Douma.")
    keys = ["start", "end", "surface", "kind", "type", "id", "label", "ancestors", "level", "why"]
    assert [key for key in mention.to_dict() if key != "why"] == keys[:-1]
    assert replace(mention, why="").to_dict() | {"why": "x"} == replace(mention, why="x").to_dict()
