"""Finding on raw characters: quoted spans, their settings and kinds, names, mentions."""
