"""Speakers: linked across articles, found, listed, changed, described."""
