"""Engines, connections, migrations, copies and checks of a database."""
