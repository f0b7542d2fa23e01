"""Puts the decisions of all stages together to quotations: who, how, where and when for each quoted span."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.attribution.choices import Choice
from quotes.attribution.confidence import confidence_of, rounded
from quotes.attribution.cue import cue_and_reason, uncredited
from quotes.attribution.explanation import explanation
from quotes.attribution.labels import FullNames, Label, labels_of
from quotes.attribution.layout import Layout
from quotes.attribution.nested import within
from quotes.attribution.parties import denied_for, parties
from quotes.attribution.utterances import utterances
from quotes.circumstances.how_and_when import NOTHING, Circumstances, stated, taken_over
from quotes.circumstances.modality import Judgement, judge, judge_nested
from quotes.circumstances.reporting_clause import ReportingClauses, clause_of
from quotes.circumstances.said_on import day_behind_byline
from quotes.coreference.resolver import Resolver
from quotes.english import pronouns
from quotes.english.lexicons import lexicon
from quotes.english.names import strip_titles
from quotes.model import (
    Article,
    Credit,
    Document,
    Identity,
    Kind,
    Mention,
    MentionKind,
    Modality,
    Quote,
    QuotedSpan,
    Reason,
    SaidOn,
    Setting,
    Span,
    SpeakerKind,
    Uncredited,
)
from quotes.page.damage import FILL
from quotes.page.turns import ANSWERERS, CHAIRS, QUESTIONERS
from quotes.quotations.kind import kind_of
from quotes.quotations.notes import is_note
from quotes.quotations.setting import settings_of


class Attribution(NamedTuple):
    """The speaker of one quotation and what tells it, or why nobody is credited."""

    confidence: float | None
    uncredited_because: Uncredited | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    mention: Span | None = None
    """The words that name the speaker."""
    cue: Span | None = None
    """The words that report the quotation."""
    reason: Reason | None = None
    credits: tuple[Credit, ...] = ()
    modality: Modality = Modality.SAID
    explanation: Mapping[str, object] | None = None

    def again(self) -> "Attribution":
        """Returns the attribution of a quotation that continues this one: the same speaker, without cue, credits and
        modality, which are this sentence's own.
        """
        return Attribution(
            self.confidence,
            speaker=self.speaker,
            speaker_kind=self.speaker_kind,
            mention=self.mention,
            reason=self.reason,
        )


def assemble(
    article: Article, layout: Layout, choices: Sequence[Choice], resolver: Resolver, *, explain: bool = False
) -> tuple[Quote, ...]:
    """Returns one quotation for each quoted span of the document laid out, in the same order.

    Their words are those of *article*; the document may hold its reading copy instead (``page/reading_copy.py``).
    """
    document = layout.document
    by_span = {choice.slot.quoted: choice for choice in choices}
    attributed = _attributed(layout, by_span, resolver, explain=explain)
    return tuple([
        _quote(article.text, span, kind_of(document.text, span), setting, utterance, attribution, how)
        for span, setting, utterance, (attribution, how) in zip(
            document.quoted,
            settings_of(article, document.quoted),
            utterances(layout, resolver, by_span),
            attributed,
            strict=True,
        )
    ])  # fmt: skip


def _quote(
    text: str,
    span: QuotedSpan,
    kind: Kind,
    setting: Setting,
    utterance: int,
    attribution: Attribution,
    how: Circumstances,
) -> Quote:
    """Returns the quotation of the article's *text* that the stages' results describe."""
    mention, cue, when = attribution.mention, attribution.cue, how.said_on
    reason, because = attribution.reason, attribution.uncredited_because
    return Quote(
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        kind=kind,
        utterance=utterance,
        parent=span.parent,
        setting=setting,
        modality=attribution.modality,
        speaker=attribution.speaker.replace(FILL, "") if attribution.speaker is not None else None,
        speaker_kind=attribution.speaker_kind,
        mention=mention.of(text) if mention is not None else None,
        mention_start=mention.start if mention is not None else None,
        mention_end=mention.end if mention is not None else None,
        cue=cue.of(text) if cue is not None else None,
        via=how.via,
        said_on=when.start if when is not None else None,
        said_on_end=when.end if when is not None else None,
        said_on_precision=when.precision if when is not None else None,
        said_on_phrase=when.phrase if when is not None else None,
        confidence=attribution.confidence,
        reason=reason.value if reason is not None else None,
        uncredited_because=because.value if because is not None else None,
        credits=attribution.credits,
        explanation=attribution.explanation if attribution.explanation is not None else {},
    )


def _attributed(
    layout: Layout, by_span: Mapping[int, Choice], resolver: Resolver, *, explain: bool
) -> list[tuple[Attribution, Circumstances]]:
    """Returns speaker, medium and time of each quoted span, in reading order, because some continue one before them."""
    document = layout.document
    clauses = ReportingClauses(layout, resolver.same)
    labels = labels_of(document)
    in_full = FullNames(document, labels)
    found: list[tuple[Attribution, Circumstances]] = []
    before: Choice | None = None
    earlier, was = NOTHING, Modality.SAID
    for number, span in enumerate(document.quoted):
        continued = found[span.continues][0] if span.continues is not None else None
        choice = by_span.get(number)
        if span.parent is not None:
            found.append((_nested(document, span, resolver, found[span.parent][0]), NOTHING))
            continue
        if number in labels and not is_note(document.text, span):
            label = labels[number]
            attribution, how = _labelled(label, in_full.of(label), resolver), NOTHING
            if label.behind:
                how = how._replace(said_on=day_behind_byline(document.text, label.end, document.article.published_on))
        elif choice is None:
            found.append((_unplaced(continued), NOTHING))
            continue
        else:
            attribution, how = _placed(clauses, choice, resolver, judge(clauses, choice, before, was))
        if explain and choice is not None:
            attribution = attribution._replace(explanation=explanation(layout, choice))
        if continued is not None and (
            _is_turn_of(continued, attribution) or _is_block_of(span, continued, attribution)
        ):
            attribution, how = continued.again()._replace(uncredited_because=continued.uncredited_because), NOTHING
        if before is not None and choice is not None and attribution.speaker is not None:
            how = taken_over(clauses, before, earlier, choice, how)
        how = how._replace(said_on=_day_of_modality(attribution.modality, how.said_on))
        if choice is not None:
            before, earlier, was = choice, how, attribution.modality
        found.append((attribution, how))
    return found


def _day_of_modality(modality: Modality, said_on: SaidOn | None) -> SaidOn | None:
    """Returns the time that counts for words of that *modality*: none for a denial, whose day is its own, and only the
    phrase for words not said yet.
    """
    if said_on is None or modality in (Modality.DENIED, Modality.NOT_SAID):
        return None
    return SaidOn(said_on.phrase) if modality in (Modality.NOT_YET_SAID, Modality.HYPOTHETICAL) else said_on


def _is_turn_of(continued: Attribution, attribution: Attribution) -> bool:
    """Tests whether a paragraph without a label is the next one of the labelled turn that it continues."""
    speech = attribution.uncredited_because is not Uncredited.NOT_SPEECH
    turn = continued.reason is Reason.TURN or continued.uncredited_because is Uncredited.QUESTIONER
    return turn and attribution.reason is not Reason.TURN and speech


def _is_block_of(span: QuotedSpan, continued: Attribution, attribution: Attribution) -> bool:
    """Tests whether a paragraph of a block quote without a speaker of its own continues one with a speaker."""
    return span.mark == "block" and continued.speaker is not None and attribution.speaker is None


def _placed(
    clauses: ReportingClauses, choice: Choice, resolver: Resolver, judgement: Judgement
) -> tuple[Attribution, Circumstances]:
    """Returns attribution and circumstances of an outermost quotation that stands in a sentence."""
    layout = clauses.layout
    document = layout.document
    span = layout.span(choice.slot)
    if is_note(document.text, span):
        return Attribution(0.95, Uncredited.NOT_SPEECH), NOTHING
    if judgement.nobody:
        because = Uncredited.QUESTIONER if judgement.modality is Modality.ASKED else Uncredited.NOBODY_NAMED
        return Attribution(rounded(choice.probability), because, modality=judgement.modality), NOTHING
    if judgement.modality is Modality.DENIED:
        choice = choice._replace(mention=denied_for(layout, choice.mention))
    if judgement.subject is not None:
        choice = choice._replace(mention=judgement.subject)
    if choice.mention < 0:
        because = uncredited(choice)
        return Attribution(rounded(choice.probability), because, modality=judgement.modality), NOTHING
    identity = resolver.identify(choice.mention)
    if identity.name is None:
        because = Uncredited.FIRST_PERSON if identity.how == "byline" else Uncredited.SPEAKER_NOT_TOLD
        return Attribution(rounded(choice.probability), because), NOTHING
    cue, reason = cue_and_reason(layout, choice)
    confidence = confidence_of(layout, choice, identity, reason)
    if (
        confidence < _least(choice, identity, reason)
        and judgement.subject is None
        and judgement.modality is Modality.SAID
    ):
        because = uncredited(choice)
        doubted = Uncredited.SPEAKER_NOT_TOLD if because is Uncredited.NOBODY_NAMED else because
        return Attribution(rounded(1 - confidence), doubted), NOTHING
    attribution = Attribution(
        confidence,
        speaker=identity.name,
        speaker_kind=identity.kind,
        cue=cue,
        reason=reason,
        modality=judgement.modality,
    )
    return _credited(clauses, choice, resolver, identity, attribution)


DOUBTED = 0.64
LEAST = 0.34
"""A mention less likely than :data:`DOUBTED` is credited only where confidence is at least this.  Against crediting
whoever is likeliest, with attribution and antecedents (not confidence) fitted without the outlet, false credit falls by
a third on all sets together, and who F1 changes by -.002 to .004."""
LEAST_OF_LIKELY = 0.22
"""Least confidence with which a likelier mention is credited, measured in the same way: who F1 rises by .000 to .004,
and false credit falls by a sixth.  Texts (*the motion declared*) and those before a colon (*The council: “We regret the
delay.”*) are credited whatever the confidence, which is low for all of them: whose words a text has is seldom told, and
bodies seldom stand before a colon.  The form itself leaves no doubt."""


def _least(choice: Choice, identity: Identity, reason: Reason) -> float:
    """Returns the least confidence with which a chosen mention of *identity* is credited."""
    if choice.probability < DOUBTED:
        return LEAST
    told = identity.kind is SpeakerKind.DOCUMENT or reason is Reason.NAME_THEN_COLON
    return 0.0 if told else LEAST_OF_LIKELY


def _credited(
    clauses: ReportingClauses,
    choice: Choice,
    resolver: Resolver,
    identity: Identity,
    attribution: Attribution,
) -> tuple[Attribution, Circumstances]:
    """Returns the *attribution* of a quotation to *identity*, completed with mention and further parties, and how and
    when it was said.
    """
    layout = clauses.layout
    mention = layout.mentions[choice.mention]
    attribution = attribution._replace(
        mention=Span(mention.full_start, mention.full_end), credits=_credits(layout, choice, resolver, identity)
    )
    how = stated(clauses, choice, clause_of(clauses, choice))
    if how.via is None and _is_medium(mention, identity):
        how = how._replace(via=mention.head)  # the statement said
    return attribution, how


_NO_MEDIUM = frozenset("response reply remarks decision law legislation measure policy sentence will".split())
"""Nouns among those for texts and occasions that name only what was said or laid down."""


def _is_medium(mention: Mention, speaker: Identity) -> bool:
    """Tests whether the words that name the *speaker* name the text or the occasion in which it was said."""
    if mention.kind is not MentionKind.NOUN or mention.head in _NO_MEDIUM:
        return False
    occasion = mention.head in lexicon("occasions") and speaker.how != "description"
    return occasion or mention.head in lexicon("document_nouns")


def _credits(layout: Layout, choice: Choice, resolver: Resolver, speaker: Identity) -> tuple[Credit, ...]:
    found: list[Credit] = []
    for party in parties(layout, choice):
        identity = resolver.identify(party.mention)
        if identity.name is None or identity.key == speaker.key or identity.name in [c.name for c in found]:
            continue
        found.append(Credit(identity.name, party.role, identity.kind))
    return tuple(found)


def _labelled(label: Label, words: str, resolver: Resolver) -> Attribution:
    """Returns the attribution of a transcript's turn, or of a block with its byline behind; *words* are the label's, or
    its speaker's name in full.
    """
    mention = Span(label.start, label.end)
    if words.lower() in QUESTIONERS:
        return Attribution(0.9, Uncredited.QUESTIONER)
    if words.lower() in ANSWERERS:
        identity = resolver.main_person()
    else:
        initials = words.replace(".", "")
        identity = resolver.with_initials(initials) if 2 <= len(initials) <= 3 and initials.isupper() else None
        bare = strip_titles(words) if words.split()[-1].lower() not in CHAIRS else words
        identity = identity or resolver.named(bare if any(map(str.isalpha, bare)) else words)
    if identity is None or identity.name is None:
        return Attribution(0.8, Uncredited.SPEAKER_NOT_TOLD)
    return Attribution(
        0.95 * identity.sure,
        speaker=identity.name,
        speaker_kind=identity.kind,
        mention=mention,
        reason=Reason.BYLINE_BEHIND if label.behind else Reason.TURN,
    )


def _nested(document: Document, span: QuotedSpan, resolver: Resolver, outer: Attribution) -> Attribution:
    """Returns the attribution of a quotation inside another one."""
    inner = within(document, span)
    if inner is None:
        return Attribution(0.7, Uncredited.SPEAKER_NOT_TOLD, modality=judge_nested(document, span))
    mention = Span(inner.start, inner.end)
    words = mention.of(document.text)
    name: str | None = words
    kind: SpeakerKind | None = SpeakerKind.DOCUMENT
    if inner.own:
        name, kind = outer.speaker, outer.speaker_kind
    elif not inner.head:
        identity = resolver.named(words) if words.lower() not in pronouns.THIRD_PERSON_SUBJECTS else None
        name, kind = (identity.name, identity.kind) if identity is not None else (None, None)
    modality = judge_nested(document, span)
    if name is None:
        return Attribution(0.7, Uncredited.SPEAKER_NOT_TOLD, modality=modality)
    return Attribution(
        0.7, speaker=name, speaker_kind=kind, mention=mention, reason=Reason.WITHIN_QUOTATION, modality=modality
    )


def _unplaced(continued: Attribution | None) -> Attribution:
    """Returns the attribution of a quotation that stands in no sentence, as in lines too odd to cut: that of the one it
    continues, else to nobody.
    """
    if continued is not None and continued.speaker is not None:
        return continued.again()._replace(reason=Reason.REOPENED)
    return Attribution(0.5, Uncredited.SPEAKER_NOT_TOLD)
