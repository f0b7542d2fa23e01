"""Words quoted inside a quotation: whom the words in front of them name."""

import pytest

from quotes.attribution.nested import within
from quotes.model import Article
from quotes.pipeline import analyse


@pytest.mark.parametrize(
    ("text", "who", "own"),
    [
        pytest.param("“Grant told me, ‘never,’ and left,” Okafor said.", "Grant", False, id="a name and a verb"),
        pytest.param("“She told me: ‘never,’” Okafor said.", "She", False, id="a pronoun"),
        pytest.param("“I said ‘never’ and left,” Okafor said.", "I", True, id="the speaker's own"),
        pytest.param("“We always say ‘never’ here,” Okafor said.", "We", True, id="the speakers' own"),
        pytest.param("“A note that said ‘never’ lay there,” Okafor said.", "note", False, id="a text"),
        pytest.param("“The sign reads ‘never’,” Okafor said.", "sign", False, id="a text that reads"),
        pytest.param("“My dog ate ‘never’,” Okafor said.", None, None, id="no verb of saying"),
        pytest.param("“The so-called ‘gift’ is a debt,” Okafor said.", None, None, id="a term"),
        pytest.param("“Peter Moss did not say ‘never’,” Okafor said.", "Peter Moss", False, id="with a negation"),
    ],
)
def test_whose_they_are(text: str, who: str | None, own: bool | None) -> None:
    document = analyse(Article(text=text)).document
    outer, inner = document.quoted
    assert within(document, outer) is None
    found = within(document, inner)
    assert (document.text[found.start : found.end] if found else None, found.own if found else None) == (who, own)
