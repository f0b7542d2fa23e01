"""Which gender the pronouns behind a name tell."""

import pytest

from quotes.annotation import annotate
from quotes.annotation.scope import Reach
from quotes.coreference.name_context import gender_behind
from quotes.model import Article


@pytest.mark.parametrize(
    ("behind", "gender"),
    [
        (" said she was late.", "f"),
        (" said that he would go.", "m"),
        (" hurt himself on the way.", "m"),
        (" said that an account in her name was a fake.", None),
        (" met his brother there.", None),
        (" said that he had met her.", None),
        (" said that he had told her that she might go.", None),
        (" said it was late.", None),
    ],
)
def test_a_possessive_tells_no_gender(behind: str, gender: str | None) -> None:
    (sentence,) = annotate(Article(text=f"Okafor{behind}"), (), reach=Reach.EVERYTHING).sentences
    assert gender_behind(sentence, len("Okafor")) == gender
