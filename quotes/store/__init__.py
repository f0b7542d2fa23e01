"""The relational store: schema, connections, migrations, additions, queries and reports."""
