"""Writing down what a party is for."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.kit.texts import best
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_texts_in_several_languages_and_of_several_weights(scene: Scene) -> None:
    parties.describe(scene.lakes, about="mandate", text="Keeps the lakes.", by=OFFICER)
    parties.describe(scene.lakes, about="mandate", text="Shall keep the lakes.", status="official", by=OFFICER)
    parties.describe(scene.lakes, about="mandate", text="Gölleri korur.", lang="tr", by=OFFICER)
    with reading_as(STRANGER):
        texts = list(scene.lakes.texts.all())
    assert [t.text for t in best(texts, "kk")] == ["Shall keep the lakes.", "Keeps the lakes."]
    assert [t.text for t in best(texts, "tr-Latn")] == ["Gölleri korur."]


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.describe(scene.lakes, about="mandate", text="x", by=reader)
