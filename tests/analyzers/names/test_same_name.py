import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.analyzers.names import RULES, same_name
from depeche.analyzers.names.particles import LONGEST
from depeche.analyzers.names.reading import read

ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""
NAMES = st.text(st.sampled_from("abdeghiklmnorstuwyzéïŞğ'’- ʿابةدرسعلنهويىّ"), max_size=20)

SAME = """
Homs Hims | Bassora Basra | Abdallah Abdullah | Youssef Yusuf | Kadhafi Gaddafi | Manbij Minbej | Aïn¤Issa عين¤عيسى
Deraa Daraa | Deraa Dera'a | Deraa Dar’a | Deraa درعا | Daraa درعا | Der'a Daraa
Badiya Badia | Badiya البادية | Idleb Idlib | Idleb إدلب | Idlib Edlib
Soueida Sweida | Soueida Suwayda | Soueida as-Suwayda | Sweida As-Suwayda | Soueida السويداء
Qouneitra Quneitra | Quneitra al-Qunaytirah | Qouneitra القنيطرة
Cham Sham | al-Cham ash-Sham | Cham الشام | Bachar Bashar | Bachar بشار
Raqa Raqqa | Raqqa Rakka | Raqqa ar-Raqqah | Raqqa الرقة | Hama Hamah | Hama حماة | Homs حمص
Tartous Tartus | Tartous طرطوس | Hassaké Hasakah | Hassaké al-Hasaka | Hassaké الحسكة | Lattaquié Latakia
Qamichli Qamishli | Qamichli Kamishly | Kobané Kobani | Afrine Afrin | Douma Duma | Ghouta Ghuta | Ghouta الغوطة
Jarablous Jarabulus | Baghouz Baghuz | Baghouz الباغوز | Yarmouk اليرموك | Rastan الرستن | Zabadani Zebdani
Saraqeb Saraqib | Qalamoun Kalamoun | Arsal Ersal | Tadmor Tadmur | Talbissé Talbiseh | Chaafa Shaafa
Mossoul Mosul | Falloujah Fallujah | Fallouja Faludja | Kirkouk Kirkuk | Ramadi الرمادي | Erbil أربيل
Sinjar Sindjar | Benghazi Bengazi | Benghazi بنغازي | Syrte Sirte | Misrata Misurata | Misrata مصراتة | Zawiya الزاوية
Mossoul الموصل | Mamdouh ممدوح | Ajdabiya Ajdabia | Sebha Sabha | Gharyan Ghariane | Tarhouna Tarhuna | Zaouïa Zawiya
Sanaa Sana'a | Sanaa صنعاء | Hodeida Hudaydah | Hodeida الحديدة | Marib مأرب | Taëz Taiz | Saada Sa'dah | Hadramout Hadhramaut
Chabwa Shabwah | Mukalla Moukalla | Lahj Lahij | Dhamar ذمار | Aden Adan | Houthi Huthi | Houthi الحوثي
Mohammed Muhammad | Mohammed محمد | Moustafa Mustafa | Mustefa Moustafa | Hussein Husayn | Hussein حسين | Youssef يوسف
Haftar Hafter | Haftar حفتر | Sarraj السراج | Jolani Joulani | Jolani الجولاني | Zarqawi Zarkaoui | Baghdadi البغدادي
Kadhafi Qadhafi | Kadhafi القذافي | Daech Daesh | Daech داعش | Riyad Riyadh | Riyad Ryad | Djeddah Jeddah | Djeddah جدة
Gaza غزة | Beyrouth Beirut | Beyrouth بيروت | Saïda Sayda | Saïda صيدا | Bekaa Beqaa | Khalid Khaled | Abdallah عبد¤الله
Nasrallah نصر¤الله | Deir¤Ezzor Deir¤ez-Zor | Deir¤Ezzor Dayr¤az-Zawr | Deir¤Ezzor دير¤الزور | Tel¤Afar Tal¤Afar
Abderrahmane Abdul¤Rahman | Abdel¤Rahmane عبد¤الرحمن | Fayez¤al-Sarraj Fayez¤el-Sarraj | Ben¤Ali Bin¤Ali
Nouri¤al-Maliki Nuri¤al-Maliki | Khan¤Cheikhoun Khan¤Shaykhun | Bab¤el-Mandeb Bab¤al-Mandab | Ayn¤Issa Ain¤Issa
"""

DIFFERENT = """
Salah Salih | درعا دير | Deraa der | Gaza gaz
Homs Hama | Deraa Deir | Saïda Soueida | Alep Halab | Alep Alger | Damas Douma | Damas Tadmor | Hama Houla | Raqqa Rafah
Idleb Erbil | Idleb Ibb | Mossoul Mascate | Sanaa Syrie | Taëz Tunis | Marib Maroc | Syrte Syrie | Tripoli Tobrouk
Benghazi Bagdad | Kirkouk Karak | Bassora Beyrouth | Qamichli Qalamoun | Afrine Africain | Golan Galant | Kobané Cuba
Liban Lyon | Liban Libye | Irak Iran | Tartous Tarhouna | Palmyre Palerme | Baghouz Bagdad
Hassan Hussein | Hassan Hazem | Mohammed Mahmoud | Mohammed Ahmed | Walid Khaled | Hadi Houthi | Haftar Sarraj
Cham Hama | Bachar Bassora | Zabadani Zahedan | Manbij Mombasa | Qom Qaim | Tel¤Afar Téléfax | حمص حماة | حلب Alep
Deraa de | Deraa dur | Deraa drôle | Hama homme | Badiya bébé | Soueida soudé | Raqqa route | Qadam cadeau | Douma demain
Homs hommes | Ghouta goutte | Sinjar singer | Rima rime
Saada soda | Hassaké casque | Rastan restent | Rami armée | Beyrouth barrait
"""

WRITTEN_ALIKE = """
Iran Oran | Gaza Giza | Omar Amer
"""


def pairs(table):
    each = (pair.split() for line in table.strip().split("\n") for pair in line.split(" | "))
    return [(one.replace("¤", " "), other.replace("¤", " ")) for one, other in each]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_spellings_of_one_name_are_the_same_name(one, other):
    assert same_name(one, other) >= 0.5


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different_names_and_words_are_not_the_same_name(one, other):
    assert same_name(one, other) < 0.5


@pytest.mark.parametrize(("one", "other"), pairs(WRITTEN_ALIKE))
@pytest.mark.xfail(
    reason="A pair alone tells nothing from vowels that differ freely: capitals in the archive and the gazetteer do."
)
def test_words_and_names_that_differ_in_a_free_vowel_only_are_not_the_same_name(one, other):
    assert same_name(one, other) < 0.5


@pytest.mark.parametrize(("one", "other"), [("DERAA", "Deraa"), ("al-Assad", "Assad"), ("Ben Ali", "Ibn Ali")])
def test_case_the_article_and_forms_of_son_make_no_difference(one, other):
    assert same_name(one, other) == 1.0


@pytest.mark.parametrize(("one", "other"), [("Raqqa", "Raqqah"), ("Hama", "Hamah"), ("Talbissé", "Talbisseh")])
def test_a_last_h_makes_little_difference(one, other):
    assert same_name(one, other) >= 0.8


def test_a_closer_spelling_is_more_likely():
    assert same_name("Deraa", "Daraa") > same_name("Deraa", "Dirou")


@pytest.mark.parametrize("name", ["", " ", "-", "…", "\u200e", "12"])
def test_what_has_no_letter_matches_no_name(name):
    assert same_name(name, "Deraa") == 0.0
    assert same_name(name, name) == 0.0


@given(ANY, ANY)
@example("\ud800", "\udfff")
def test_any_two_strings_have_a_probability_that_is_symmetric(one, other):
    assert 0.0 <= same_name(one, other) <= 1.0
    assert same_name(one, other) == pytest.approx(same_name(other, one))


@given(NAMES, NAMES)
def test_any_two_names_have_a_probability_that_is_symmetric(one, other):
    assert 0.0 <= same_name(one, other) <= 1.0
    assert same_name(one, other) == pytest.approx(same_name(other, one))


@given(NAMES)
def test_a_name_with_a_consonant_is_itself(name):
    assert same_name(name, name) in (0.0, 1.0)
    assert same_name(f"d{name}", f"d{name}") == 1.0


@pytest.mark.parametrize("piece", ["a", "b", "abd", "al-", " ", "'", "\u0301", "ا", "سس", "x "])
def test_absurdly_long_names_are_compared(piece):
    name = piece * (100_000 // len(piece))
    assert 0.0 <= same_name(name, name + "x") <= 1.0
    assert 0.0 <= same_name(name, "Deraa") <= 1.0


def test_the_rules_have_a_name():
    assert RULES.startswith("names-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("G7", "G20"),
        ("M23", "M24"),
        ("Su-24", "Su-25"),
        ("brigade 101", "brigade 110"),
        ("YPG", "PKK"),
        ("BBC", "NBC"),
        ("HTS", "HDS"),
    ],
)
def test_other_numbers_and_other_acronyms_are_other_names(one, other):
    assert same_name(one, other) == 0
    assert same_name(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gouvernement russe", "gouvernement turc"),
        ("Mohammed Hassan", "Mohammed Hussein"),
        ("Abou Bakr", "Abou Zeid"),
        ("Deir Ezzor", "Deir Hafer"),
    ],
)
def test_a_word_that_is_the_same_does_not_make_another_one_the_same(one, other):
    assert same_name(one, other) < 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد", "محمود"), ("حسن", "حسين"), ("صيدا", "السويداء"), ("طهران", "الظهران"), ("سعيد", "سيد"), ("عمار", "عمر")],
)
def test_a_letter_more_makes_another_name_in_arabic_script(one, other):
    assert same_name(one, other) < 0.5


@pytest.mark.parametrize(("one", "other"), [("إسحاق", "اسحاق"), ("حماة", "حماه"), ("القذافي", "قذافى"), ("قزوين", "گزوين")])
def test_letters_that_arabic_script_writes_for_each_other_make_none(one, other):
    assert same_name(one, other) >= 0.5


@pytest.mark.parametrize(("one", "other"), [("d'Alep", "Alep"), ("l’Irak", "Irak"), (" Homs ", "Hims")])
def test_what_french_puts_before_a_name_and_blanks_are_no_part_of_it(one, other):
    assert same_name(one, other) >= 0.5


def test_a_common_word_with_blanks_around_it_is_none_the_less_common():
    assert same_name("hommes ", "Homs") == 0


@pytest.mark.parametrize("name", ["a" + "\u0301\u0327" * 50_000, "ﷺ" * 100, "ab " * 30_000], ids=["marks", "ligatures", "words"])
def test_a_name_of_a_hundred_thousand_characters_is_read_no_further_than_any(name):
    assert len(read(name).joined.units) <= LONGEST
    assert 0 <= same_name(name, "Deraa") <= 1
