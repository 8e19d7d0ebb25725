"""A few sentences of wire copy that write the same names in several ways, on each engine."""

import pytest

import depeche
from depeche import Dispatch

WIRE = {
    "ezzor": "Des frappes sur Deir Ezzor ont fait dix morts mardi.",
    "ez-zor": "Un convoi humanitaire a quitté Deir ez-Zor dans la nuit.",
    "fused": "La ville de Deirezzor est encerclée depuis trois ans.",
    "zawr": "Le gouverneur de Dayr az-Zawr a démenti.",
    "rami1": "Rami Abdulrahman, directeur de l'OSDH, a confirmé le bilan.",
    "rami2": "Selon Rami Abdul Rahman, quatre civils ont péri.",
    "rami3": "Le directeur de l'Observatoire, Rami Abdel Rahmane, a évoqué une trêve.",
    "apart": "Rami a quitté la salle ; plus tard, M. Abdel Rahmane a parlé à la presse.",
    "bachar1": "Le président Bachar al-Assad s'est rendu à Moscou.",
    "bachar2": "Bachar Assad a reçu une délégation.",
    "alep": "Les rebelles ont perdu plusieurs quartiers d'Alep.",
    "halab": "Halab, disent ses habitants, ne dort plus.",
    "ei": "Deux combattants de l'EI ont été capturés.",
    "daech": "La coalition a visé un dépôt de Daech près de Raqqa.",
    "djihad": "Un djihadiste français a été condamné.",
    "jihad": "Une jihadiste belge a été expulsée.",
    "jihads": "Les jihadistes ont repris le village.",
    "regime": "Les forces du régime avancent, les prorégime aussi.",
    "regimes": "Les régimes de la région s'inquiètent.",
    "pro": "Des miliciens pro-régime ont ouvert le feu.",
    "otages": "Les otages libérés sont arrivés à Soueida.",
    "otage": "L'otage libéré a été reçu à l'ambassade.",
    "homs": "Des hommes armés ont ouvert le feu près de Homs.",
    "angola": "L'Angola a rappelé son ambassadeur, Angela Merkel a réagi.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def wire(request, tmp_path_factory):
    """An archive of those sentences; the id of each says what it is there for. Not to be added to."""
    with depeche.create(tmp_path_factory.mktemp("wire") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text) for id_, text in WIRE.items())
        yield archive


@pytest.fixture(scope="module")
def found(wire):
    """Return a function from a question to the ids it finds, best first."""
    return lambda question, **options: [hit.dispatch for hit in wire.search(question, limit=100, **options).passages]


@pytest.fixture(scope="module")
def shown(wire):
    """Return a function from a question to what is highlighted, by dispatch: surfaces with their levels."""

    def of(question, **options):
        hits = wire.search(question, limit=100, **options).passages
        return {hit.dispatch: [(h.surface, str(h.level)) for h in hit.highlights] for hit in hits}

    return of


DESK = {
    "seisme": (
        "Séisme : une trentaine de blessés",
        "La terre a tremblé mardi. Une trentaine de personnes ont été blessées, selon la préfecture. Les dégâts sont limités.",
    ),
    "greve": (
        "Grève des dockers au Havre",
        "Les dockers du Havre ont voté la grève. La direction a dégagé 350 000 euros pour les salaires.",
    ),
    "greve2": (
        "Dégagement au port",
        "La direction propose 350.000 euros. Les dockers refusent : la grève continue, la grève durcit, dit un gréviste.",
    ),
    "otage": (
        "Un otage libéré",
        "L'otage a été libéré à Soueida. Le ministre a salué les négociateurs. Les dockers n'y sont pour rien.",
    ),
    "otages": (
        "Les familles attendent",
        "Des otages druzes enlevés en juillet à Soueida ont été vus. Le ministre promet 1 600 soldats. Un otage est malade.",
    ),
    "torture": (None, "Un détenu torturé a parlé. Il aurait été torture après torture, dit-il, transféré de Damas vers Deraa."),
}
"""Id: title and text."""


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def desk(request, tmp_path_factory):
    """An archive of a few dispatches with titles, a passage each. Not to be added to."""
    with depeche.create(tmp_path_factory.mktemp("desk") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text, title=title) for id_, (title, text) in DESK.items())
        yield archive


@pytest.fixture(scope="module")
def asked(desk):
    """Return a function from a question to the set of dispatches it finds."""
    return lambda question, **options: {hit.dispatch for hit in desk.search(question, limit=100, **options).passages}


@pytest.fixture(scope="module")
def lit(desk):
    """Return a function from a question to what is highlighted: surfaces with their levels, each once, in order."""

    def of(question, **options):
        hits = desk.search(question, limit=100, **options).passages
        return sorted({(h.surface, str(h.level)) for hit in hits for h in hit.highlights})

    return of
