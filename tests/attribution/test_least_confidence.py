"""Nobody is credited with words that are hardly theirs; a text is, because its confidence is low whatever it says."""

from quotes import extract_quotes
from quotes.assemble import LEAST_OF_LIKELY
from quotes.model import Modality, SpeakerKind
from quotes.samples import demo_articles


def test_no_speaker_of_the_bundled_articles_is_a_guess() -> None:
    credited = [
        quote
        for article in demo_articles()
        for quote in extract_quotes(article)
        if quote.speaker and quote.modality is Modality.SAID and quote.parent is None
    ]
    assert len(credited) > 50
    for quote in credited:
        assert quote.speaker_kind is SpeakerKind.DOCUMENT or (quote.confidence or 0) >= LEAST_OF_LIKELY, quote


def test_a_text_is_credited_all_the_same() -> None:
    text = (
        "The council met on Monday.\n\nThe motion declared that it had “no confidence in the process”. It was passed."
    )
    (quote,) = extract_quotes(text)
    assert quote.speaker == "motion"
