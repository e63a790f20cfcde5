"""Messages in other languages are noticed; English ones, however rough, are not taken for foreign."""

from __future__ import annotations

import pytest

from advisor.understanding.languages import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bei uns darf leider niemand etwas unter die Beiträge schreiben", "de"),
        ("Chez nous personne ne peut écrire sous les publications", "fr"),
        ("En nuestra cuenta nadie puede dejar comentarios por ahora", "es"),
        ("Da noi nessuno risponde alle domande dei cittadini", "it"),
        ("Мы никому не отвечаем в социальных сетях", "ru"),
    ],
)
def test_other_languages_are_recognised(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "fb only, ppl cant coment",
        "office hours plus saturday mornings",
        "I'm with the Landratsamt Bad Tölz, we have one page",
        "Stadtwerke Hohenau",
        "nope, locked",
        "zero retweets, zero shares from our side",
        "Préfecture du Rhône here, X and Facebook",
        "12",
    ],
)
def test_english_and_short_messages_are_left_alone(text: str) -> None:
    assert foreign_language(text) is None
