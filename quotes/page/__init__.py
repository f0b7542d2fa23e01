"""Turns a page's text into a copy that reads on and is as long as the text, so that every offset holds for both."""
