"""A page's text to a copy that reads on: as long as the text, so that every offset holds for both."""
