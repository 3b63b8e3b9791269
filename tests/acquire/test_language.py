"""Which language a text is in; short English is read, other languages are not taken for it."""

import pytest

from onrecord.acquire.language import UNKNOWN, identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Police denied beating protesters.", "en", id="a headline without function words"),
        pytest.param("The army denied torturing prisoners. Russia denied bombing hospitals.", "en", id="two"),
        pytest.param("Der Minister sprach gestern mit den Abgeordneten in Berlin.", "de", id="German"),
        pytest.param("Le ministre a rejeté les accusations de l'opposition jeudi soir.", "fr", id="French"),
        pytest.param("Полиция отрицает это.", None, id="Russian"),
        pytest.param("12 34", UNKNOWN, id="no words"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    found = identify(text)
    assert found == language if language else found != "en"
