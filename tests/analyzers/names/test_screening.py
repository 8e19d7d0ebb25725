"""One name against the words of a vocabulary: the probabilities are those of a comparison, and few likely words are left out."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.analyzers.names import Screen, codes, likeness, same_name, skeletons
from depeche.analyzers.names.comparing import compare, shipped
from depeche.analyzers.names.reading import read

SPELLED = """
alep aleppo halab | deraa daraa درعا | hassaké hasakah الحسكة | soueida suwayda السويداء | idleb idlib إدلب
qalamoun kalamun القلمون | raqqa rakka الرقة | manbij membij منبج | tartous tartus طرطوس | palmyre tadmor تدمر
rastan rastane الرستن | saraqeb sarakib سراقب | jisr djisr جسر | hermel hirmil الهرمل | saïda sayda صيدا | zahlé zahleh زحلة
baalbek baalbak بعلبك | batroun batrun البترون | naplouse nabulus نابلس | jénine jenin جنين | hébron hevron חברון
haïfa haifa חיפה | ashdod achdod אשדוד | eilat elat אילת | netanya natania נתניה | ashkelon achkelon אשקלון
dimona dimonah דימונה | sdérot sderot שדרות | nétivot netivot נתיבות | mossoul mosul الموصل | kirkouk kirkuk كركوك
tikrit takrit تكريت | falloujah faludja الفلوجة | samarra samara سامراء | ramadi ramady الرمادي | nadjaf najaf النجف
kerbala karbala كربلاء | erbil arbil أربيل | souleimaniyeh sulaymaniyah السليمانية | benghazi bengasi بنغازي
misrata misurata مصراتة | tobrouk tubruq طبرق | derna darnah درنة | sebha sabha سبها | gharyan ghariane غريان
sanaa sana'a صنعاء | hodeida hudaydah الحديدة | taëz taizz تعز | marib maarib مأرب | dhamar zamar ذمار
moukalla mukalla المكلا | khartoum chartum الخرطوم | kassala kasala كسلا | oumdourman omdurman أمدرمان
kordofan kurdufan كردفان | darfour darfur دارفور | tlemcen tilimsane تلمسان | oran wahran وهران | bejaïa bidjaya بجاية
ghardaïa ghardaya غرداية | biskra beskra بسكرة | guelma qalma قالمة | kasserine qasrin القصرين | gafsa qafsa قفصة
bizerte banzart بنزرت | zarzis djerdjis جرجيس | médenine madanin مدنين | tozeur tawzar توزر | mohammed muhammad محمد
moustafa mustafa مصطفى | abdallah abdullah عبدالله | khaled halid خالد | hussein husayn حسين | hassan hasan حسن
"""
WORDS = SPELLED.replace("|", " ").split()
SOUGHT = [*WORDS, "Deir Ezzor", "al-Assad", "Elbaradei", "Ezzor", "الأسد", "Bachar"]
NAMES = (
    st.text("abdeghiklmnorstuwyzéï'", max_size=10) | st.text("ابدرسعلنهويىة", max_size=7) | st.text("אבגדהוחילמנפצקרש", max_size=7)
)


def table(words):
    return sorted({f"{skeleton}\t{code}\t{word}" for word in words for skeleton, code in codes(word)})


def screened(name, lines, least=0.5):
    """Yield each word that is found in `lines`, as often as it is, with its probability."""
    screen = Screen(name, least)
    for skeleton in screen.skeletons:
        among = [line for line in lines if line.startswith(f"{skeleton}\t")]
        yield from ((word, probability) for (word,), probability in screen.among(skeleton, among))


LINES = table(WORDS)


def test_a_word_has_a_code_for_each_of_its_skeletons():
    for word in WORDS:
        found = list(codes(word))
        assert {skeleton for skeleton, _ in found} == set(skeletons(word))
        assert all(code[0] in "LA" and code.count("|") == len(skeleton) + 3 for skeleton, code in found)


def test_a_skeleton_that_is_longer_than_asked_for_has_no_code():
    for word in WORDS:
        assert [(skeleton, code if len(skeleton) <= 3 else "") for skeleton, code in codes(word)] == list(codes(word, 3))


@pytest.mark.parametrize(("word", "script"), [("deraa", "L"), ("درعا", "A"), ("חיפה", "A"), ("Путин", "L"), ("Τσίπρας", "L")])
def test_a_code_begins_with_the_script_of_its_word(word, script):
    assert {code[0] for _, code in codes(word)} == {script}


@pytest.mark.parametrize("name", SOUGHT)
def test_what_is_found_is_as_probable_as_the_pair(name):
    for word, probability in screened(name, LINES):
        assert probability == pytest.approx(compare(read(name), read(word), shipped()), abs=1e-9)
        assert probability >= 0.5


@given(NAMES, st.lists(NAMES, max_size=8))
@example("ezzor", ["zor", "ezzour", "alzor"])
@example("elbaradei", ["baradei", "elbaradi"])
def test_any_word_that_is_found_is_as_probable_as_the_pair(name, words):
    best = {}
    for word, probability in screened(name, table(words)):
        best[word] = max(probability, best.get(word, 0.0))
    for word, probability in best.items():
        assert probability == pytest.approx(compare(read(name), read(word), shipped()), abs=1e-9)


@given(st.sampled_from(SOUGHT), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(name, draw):
    lines = list(LINES)
    draw.shuffle(lines)
    assert sorted(screened(name, lines)) == sorted(screened(name, LINES))


@given(st.sampled_from(SOUGHT), st.integers(2, 3))
def test_a_line_that_stands_more_than_once_is_found_as_often(name, times):
    assert sorted(screened(name, sorted(LINES * times))) == sorted([*screened(name, LINES)] * times)


@pytest.mark.parametrize("name", SOUGHT[::5])
def test_a_higher_bound_leaves_only_what_reaches_it(name):
    found = set(screened(name, LINES, 0.5))
    assert set(screened(name, LINES, 0.9)) == {each for each in found if each[1] >= 0.9}


def test_each_word_finds_itself():
    assert [word for word in WORDS if skeletons(word) and word not in dict(screened(word, LINES))] == []


def test_hardly_a_word_that_is_likely_is_left_out():
    assert len(WORDS) >= 200
    likely = [(one, other) for one, other in product(WORDS, WORDS) if likeness(one, other) >= 0.9]
    found = {one: dict(screened(one, LINES)) for one in WORDS}
    missed = [(one, other) for one, other in likely if other not in found[one]]
    assert len(likely) > 1.5 * len(WORDS)
    assert len(missed) <= 0.01 * len(likely), missed


def test_what_follows_the_code_comes_back_as_it_was():
    ((skeleton, code), *_) = codes("daraa")
    ((row, probability),) = Screen("deraa").among(skeleton, [f"{skeleton}\t{code}\tdaraa\t12\tx"])
    assert row == ["daraa", "12", "x"]
    assert probability == pytest.approx(same_name("deraa", "daraa"))


@pytest.mark.parametrize("name", ["", "…", "ou", "\ud800", "12"])
def test_what_has_no_skeleton_is_not_screened(name):
    assert list(codes(name)) == []
    assert Screen(name).skeletons == ()


@given(st.text(st.characters(codec=None, categories=None)))
@example("a|b.c")
@example("*ezzor")
def test_any_text_has_codes_of_one_line_and_finds_what_it_may(text):
    found = list(codes(text))
    assert all("\t" not in code and "\n" not in code for _, code in found)
    lines = sorted(f"{skeleton}\t{code}\tx" for skeleton, code in found)
    assert all(0.5 <= probability <= 1 for _, probability in screened(text, lines))
