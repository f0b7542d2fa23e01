"""Finds quoted spans on raw characters: marks, pairing, blocks, kind and setting."""
