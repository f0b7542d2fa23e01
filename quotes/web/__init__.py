"""Shows the store in a browser: the pages of ``quotes serve``."""
