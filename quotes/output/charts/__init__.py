"""Draws the rows of a report as bars, lines and heat maps: as a picture, on a page, on a terminal."""
