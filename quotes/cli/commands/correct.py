"""``quotes correct``."""

import click

from quotes.cli.judgement import judge
from quotes.cli.options import Choice, One, which_options
from quotes.cli.options.kinds import KINDS, SPEAKER_KINDS


@click.command()
@click.option("--words", metavar="TEXT", help="The words as they stand in the article: the ends move.")
@click.option("--to", "said_by", metavar="NAME", help="Who said it.")
@click.option("--new", is_flag=True, help="Make the speaker where there is none of that name.")
@click.option("--kind-of-speaker", type=One("kind", SPEAKER_KINDS), help="What a new speaker is.")
@click.option("--nobody", is_flag=True, help="Nobody is to be credited (a title, a term, a scare quote).")
@click.option("--set-via", "medium", metavar="WORDS", help="To whom or where it was said; empty: nothing told.")
@click.option("--set-said-on", "said_on", metavar="WHEN", help="A day, month or year; empty: not told.")
@click.option("--set-kind", "new_kind", type=One("kind", KINDS), help="How the words stand.")
@which_options
def command(
    choice: Choice,
    words: str | None,
    said_by: str | None,
    new: bool,
    kind_of_speaker: str | None,
    nobody: bool,
    medium: str | None,
    said_on: str | None,
    new_kind: str | None,
) -> None:
    """Correct words, speaker, medium or day of quotations.

    \b
    quotes correct q4ab7 --to "Dana Okafor"
    quotes correct q4ab7 --words "The bridge is safe" --set-said-on 2025-10-09
    quotes correct --speaker "D. Okafor" --outlet "Example Daily" --to "Dana Okafor"
    quotes correct q91cc --nobody

    --speaker, --via, --kind … choose quotations, as everywhere; --to and --set-… say what is right.  Words must be
    words of the article.  Several that filters find are counted, and asked about.
    """
    from quotes.store.review.review_decisions import Correction, correct

    correction = Correction(
        words=words,
        speaker=said_by,
        new=new,
        kind_of_speaker=kind_of_speaker,
        nobody=nobody,
        via=medium,
        said_on=said_on,
        kind=new_kind,
    )
    judge(choice, "Correct", lambda session, found: correct(session, found, correction, note=choice.why))
