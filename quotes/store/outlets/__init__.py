"""Outlets: found by any of their names, listed, renamed, merged."""
