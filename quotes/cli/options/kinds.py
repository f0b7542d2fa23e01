"""Lists the kinds that options choose from."""

from quotes.model import Kind, Modality, SpeakerKind

KINDS = tuple(kind.value for kind in Kind)
"""How the words of a quotation stand in its text."""
SPEAKER_KINDS = tuple(kind.value for kind in SpeakerKind)
"""What a speaker is."""
MODALITIES = (*(each.value for each in Modality), "all")
"""Whether the words were said; counts take what was said alone unless asked."""
