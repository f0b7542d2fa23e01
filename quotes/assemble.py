"""Decisions → quotations: who, how, where and when for each quoted span, in reading order."""

from collections.abc import Mapping, Sequence
from typing import Any

from quotes.attribution.confidence import confidence_of
from quotes.attribution.cue import cue_and_reason, uncredited
from quotes.attribution.features import CARRY, NOBODY
from quotes.attribution.labels import Label, label_of
from quotes.attribution.layout import Layout
from quotes.attribution.nested import within
from quotes.attribution.parties import parties
from quotes.attribution.ranking import Choice
from quotes.attribution.utterances import same_utterance
from quotes.circumstances.how_and_when import NOTHING, Circumstances, stated, taken_over
from quotes.circumstances.modality import modality
from quotes.circumstances.reporting_clause import ReportingClauses, clause_of
from quotes.coreference.resolver import Resolver
from quotes.english.lexicons import lexicon
from quotes.english.names import strip_titles
from quotes.model import Credit, Document, Identity, MentionKind, Quote, QuotedSpan, Reason, SpeakerKind, Uncredited
from quotes.quotations.kind import kind_of
from quotes.quotations.notes import is_note
from quotes.quotations.setting import settings_of
from quotes.weights import parameters
from quotes.weights.sums import spelled


def assemble(
    layout: Layout, choices: Sequence[Choice], resolver: Resolver, *, explain: bool = False
) -> tuple[Quote, ...]:
    """One quotation for each quoted span of the document laid out, in the same order."""
    document = layout.document
    text = document.text
    by_span = {choice.slot.quoted: choice for choice in choices}
    quotes: list[Quote] = []
    before: Choice | None = None
    earlier = NOTHING
    clauses = ReportingClauses(layout, resolver.same)
    act = 0
    acts: list[int] = []
    """The act of speech of each quotation so far; acts whose number no quotation bears leave gaps …"""
    utterances: dict[int, int] = {}
    """… and utterances are the same numbered from 1 without gaps, in reading order."""
    for number, (span, setting) in enumerate(
        zip(document.quoted, settings_of(document.article, document.quoted), strict=True)
    ):
        choice = by_span.get(number)
        if span.parent is not None:
            filled = _nested(document, span, resolver, quotes[span.parent])
            act += 1
        elif choice is None:
            filled = _unplaced(document, span, quotes, resolver)
            act += 1
        else:
            filled, how = _placed(clauses, choice, resolver)
            if explain:
                filled["explanation"] = _explanation(layout, choice)
            turn = quotes[span.continues] if span.continues is not None else None
            speech = filled.get("uncredited_because") != Uncredited.NOT_SPEECH
            if turn is not None and turn.reason == Reason.TURN and filled.get("reason") != Reason.TURN and speech:
                filled, how = _as_before(turn), NOTHING  # the next paragraph of a labelled turn
            if before is None or not same_utterance(layout, resolver, before, choice):
                act += 1
            if before is not None and "speaker" in filled:
                how = taken_over(clauses, before, earlier, choice, how)
            if how != NOTHING:
                filled |= _told(how)
            before, earlier = choice, how
        goes_on = span.continues is not None and span.parent is None
        acts.append(acts[span.continues] if goes_on and span.continues is not None else act)
        quotes.append(
            Quote(
                start=span.start,
                end=span.end,
                text=text[span.start : span.end],
                kind=kind_of(text, span),
                utterance=utterances.setdefault(acts[-1], len(utterances) + 1),
                parent=span.parent,
                setting=setting,
                **filled,
            )
        )
    return tuple(quotes)


def _placed(clauses: ReportingClauses, choice: Choice, resolver: Resolver) -> tuple[dict[str, Any], Circumstances]:
    """The fields of an outermost quotation that stands in a sentence, and what its sentence says of how and when."""
    layout = clauses.layout
    document = layout.document
    span = layout.span(choice.slot)
    if is_note(document.text, span):
        return {"uncredited_because": Uncredited.NOT_SPEECH.value, "confidence": 0.95}, NOTHING
    label = label_of(document, span)
    if label is not None:
        return _labelled(document, label, resolver), NOTHING
    if choice.mention < 0:
        confidence = confidence_of(choice.probability, None)
        return {"uncredited_because": uncredited(choice).value, "confidence": confidence}, NOTHING
    identity = resolver.identify(choice.mention)
    confidence = confidence_of(choice.probability, identity)
    if identity.name is None:
        because = Uncredited.FIRST_PERSON if identity.how == "byline" else Uncredited.SPEAKER_NOT_TOLD
        return {"uncredited_because": because.value, "confidence": confidence}, NOTHING
    mention = layout.mentions[choice.mention]
    cue, reason = cue_and_reason(layout, choice)
    clause = clause_of(clauses, choice)
    found = {
        "speaker": identity.name,
        "speaker_kind": identity.kind,
        "mention": document.text[mention.full_start : mention.full_end],
        "mention_start": mention.full_start,
        "mention_end": mention.full_end,
        "cue": document.text[cue[0] : cue[1]] if cue else None,
        "confidence": confidence,
        "reason": reason.value,
        "credits": _credits(layout, choice, resolver, identity),
        "modality": modality(layout, choice, clause),
    }
    how = stated(clauses, choice, clause)
    text = mention.kind is MentionKind.NOUN and mention.head in lexicon("occasions")
    if how.via is None and text and identity.how != "description":
        how = how._replace(via=mention.head)  # in a message, the statement said
    return found, how


def _told(how: Circumstances) -> dict[str, Any]:
    """The fields for medium and time."""
    when = how.said_on
    if when is None:
        return {"via": how.via}
    return {
        "via": how.via,
        "said_on": when.start,
        "said_on_end": when.end,
        "said_on_precision": when.precision,
        "said_on_phrase": when.phrase,
    }


def _credits(layout: Layout, choice: Choice, resolver: Resolver, speaker: Identity) -> tuple[Credit, ...]:
    found: list[Credit] = []
    for party in parties(layout, choice):
        identity = resolver.identify(party.mention)
        if identity.name is None or identity.key == speaker.key or identity.name in [c.name for c in found]:
            continue
        found.append(Credit(identity.name, party.role, identity.kind))
    return tuple(found)


def _labelled(document: Document, label: Label, resolver: Resolver) -> dict[str, Any]:
    """A turn of a transcript, or a block with its byline behind."""
    words = document.text[label.start : label.end]
    if words == "Q":
        return {"uncredited_because": Uncredited.QUESTIONER.value, "confidence": 0.9}
    identity = resolver.main_person() if words == "A" else resolver.named(strip_titles(words) or words)
    if identity is None or identity.name is None:
        return {"uncredited_because": Uncredited.SPEAKER_NOT_TOLD.value, "confidence": 0.8}
    return {
        "speaker": identity.name,
        "speaker_kind": identity.kind,
        "mention": words,
        "mention_start": label.start,
        "mention_end": label.end,
        "confidence": 0.95 * identity.sure,
        "reason": (Reason.BYLINE_BEHIND if label.behind else Reason.TURN).value,
    }


def _nested(document: Document, span: QuotedSpan, resolver: Resolver, outer: Quote) -> dict[str, Any]:
    """A quotation inside another one."""
    inner = within(document, span)
    if inner is None:
        return {"uncredited_because": Uncredited.SPEAKER_NOT_TOLD.value, "confidence": 0.7}
    words = document.text[inner.start : inner.end]
    found = {
        "mention": words,
        "mention_start": inner.start,
        "mention_end": inner.end,
        "reason": Reason.WITHIN_QUOTATION.value,
        "confidence": 0.7,
    }
    if inner.own:
        if outer.speaker is None:
            return {"uncredited_because": Uncredited.SPEAKER_NOT_TOLD.value, "confidence": 0.7}
        return found | {"speaker": outer.speaker, "speaker_kind": outer.speaker_kind}
    if inner.head:
        return found | {"speaker": words, "speaker_kind": SpeakerKind.DOCUMENT}
    identity = resolver.named(words) if words.lower() not in ("he", "she", "they") else None
    if identity is None or identity.name is None:
        return {"uncredited_because": Uncredited.SPEAKER_NOT_TOLD.value, "confidence": 0.7}
    return found | {"speaker": identity.name, "speaker_kind": identity.kind}


def _as_before(earlier: Quote) -> dict[str, Any]:
    """The speaker of an earlier quotation, and how it was told."""
    return {
        "speaker": earlier.speaker,
        "speaker_kind": earlier.speaker_kind,
        "mention": earlier.mention,
        "mention_start": earlier.mention_start,
        "mention_end": earlier.mention_end,
        "confidence": earlier.confidence,
        "reason": earlier.reason,
    }


def _unplaced(document: Document, span: QuotedSpan, quotes: Sequence[Quote], resolver: Resolver) -> dict[str, Any]:
    """A quotation that no sentence holds, as in lines too odd to cut: it goes on with what it continues, or nothing."""
    label = label_of(document, span)
    if label is not None:
        return _labelled(document, label, resolver)
    if span.continues is not None and quotes[span.continues].speaker is not None:
        return _as_before(quotes[span.continues]) | {"reason": Reason.REOPENED.value}
    return {"uncredited_because": Uncredited.SPEAKER_NOT_TOLD.value, "confidence": 0.5}


SHOWN = 6
"""Candidates, and features of each, in an explanation."""


def _explanation(layout: Layout, choice: Choice) -> Mapping[str, object]:
    """The likeliest candidates with their probabilities and the features that weighed most."""
    table: Mapping[str, float] = parameters("attribution")["weights"]
    text = layout.document.text
    ranked = sorted(choice.candidates, key=lambda c: -c.probability)[:SHOWN]
    shown: list[dict[str, object]] = []
    for candidate in ranked:
        if candidate.mention == CARRY:
            words = "(as the quotation before)"
        elif candidate.mention == NOBODY:
            words = "(nobody)"
        else:
            mention = layout.mentions[candidate.mention]
            words = text[mention.full_start : mention.full_end]
        weighed = sorted(((table.get(f, 0.0), f) for f in spelled(candidate.features)), key=lambda pair: -abs(pair[0]))
        shown.append({
            "candidate": words,
            "probability": round(candidate.probability, 4),
            "features": {feature: weight for weight, feature in weighed[:SHOWN] if weight},
        })  # fmt: skip
    return {"candidates": shown}
