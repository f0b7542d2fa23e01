"""Which person a mention is, within one article."""
