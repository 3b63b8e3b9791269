from __future__ import annotations

import pytest

from onrecord.identify.names import fold, person_key, slug, surname


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée's", "elysee"),
        ("U.S.", "us"),
        ("Côte d’Ivoire", "cote divoire"),
        ("the Kremlin’s", "the kremlin"),
        ("Wales'", "wales"),
        ("Gahr Støre", "gahr store"),
        ("  ", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
        ("Dmitri Medvedev", "Dmitry Medvedev"),
        ("Abdel Fattah el-Sisi", "Abdel-Fattah al-Sissi"),
        ("Mohammed Bin Salman", "Mohammad bin Salman"),
        ("Hossein Amir-Abdollahian", "Hussein Amir Abdollahian"),
        ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
    ],
)
def test_variants_share_a_key(left, right):
    assert person_key(left) == person_key(right)


@pytest.mark.parametrize(
    ("left", "right"), [("Li Qiang", "Le Qiang"), ("Ana Ruiz", "Luis Ruiz"), ("Kim", "Kam")]
)
def test_different_names_do_not(left, right):
    assert person_key(left) != person_key(right)


@pytest.mark.parametrize(
    ("name", "family_first", "family"),
    [
        ("Ana Ruiz", False, "Ruiz"),
        ("Ursula von der Leyen", False, "von der Leyen"),
        ("Xi Jinping", True, "Xi"),
        ("Lula", False, "Lula"),
    ],
)
def test_surname(name, family_first, family):
    assert surname(name, family_first=family_first) == family


def test_slug():
    assert slug("Jean-Yves Le Drian") == "jean-yves-le-drian"
