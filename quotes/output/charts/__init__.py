"""Rows of a report → bars, lines and heat maps: as a picture, on a page, on a terminal."""
