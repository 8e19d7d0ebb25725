"""Drafts travel between processes, and tell the entities that a dispatch names."""

import pickle

from depeche import Dispatch
from depeche.core import cards, fields
from depeche.indexer.records import draft, drafts

WIRE = "Beyrouth - Des combats opposent l'EI à l'armée près de Deraa, selon l'OSDH. (©AFP / 31 juillet 2018 16h39)"


def test_a_draft_travels_between_processes():
    made = draft(Dispatch("a", WIRE, path="a.txt", line=3))
    assert pickle.loads(pickle.dumps(made)).records(2) == made.records(2)
    assert (made.id, made.path, made.line, made.characters) == ("a", "a.txt", 3, len(WIRE))


def test_families_are_of_the_words_that_a_question_may_not_drop():
    (record,) = draft(Dispatch("a", "Les indépendantistes et leur indépendance.")).records()
    assert record.sets[fields.FAMILY] == "indep"


def test_the_entities_that_a_dispatch_names_go_with_it_and_with_no_passage():
    made = draft(Dispatch("a", WIRE))
    listed = [cards.entity(line) for line in made.cards]
    assert len({entity.id for entity in listed}) == len(listed)
    assert {"Deraa", "Syrie"} <= {entity.label for entity in listed}
    assert not any(fields.CARD in record.values for record in made.records())


def test_without_entities_there_are_no_cards():
    assert list(draft(Dispatch("a", WIRE), entities=False).cards) == []


def test_a_dispatch_of_unknown_date_and_source_has_no_values_of_them():
    (record,) = draft(Dispatch("a", "Un mot.")).records()
    assert not {fields.SOURCE, fields.DATE, fields.MONTH} & set(record.values)
    assert record.date_key == 0


def test_drafts_are_made_together_as_one_by_one():
    each = [Dispatch("a", WIRE), Dispatch("b", "", title="Rien"), Dispatch("c", "Les otages sont à Damas.", source="SANA")]
    assert drafts(each) == [draft(one) for one in each]
    assert drafts([]) == []
