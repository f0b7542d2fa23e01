"""Runs the revisions: inside the transaction that ``quotes.store.database.migrate`` opened, or in one of its own."""

import warnings

from alembic import context

from quotes.store.database import migrate
from quotes.store.schema import FULL_TEXT, VERSION_TABLE, metadata_for_ddl

# The expression index is PostgreSQL's alone; SQLite says each time that it cannot compare it.
warnings.filterwarnings("ignore", message="autogenerate skipping metadata-specified expression-based index")


def include_name(name, kind, _parents):
    """Hides the full-text table and its shadow tables, which no metadata describes."""
    return not (kind == "table" and name is not None and name.startswith(FULL_TEXT))


def run(connection):
    """Run what the command asked for on *connection*."""

    def include_object(thing, _name, kind, _reflected, _other):
        """Hides an index that only another engine has."""
        return kind != "index" or thing.info.get("only", connection.dialect.name) == connection.dialect.name

    context.configure(
        connection=connection,
        target_metadata=metadata_for_ddl(),
        version_table=VERSION_TABLE,
        transactional_ddl=True,
        transaction_per_migration=False,
        render_as_batch=connection.dialect.name == "sqlite",
        include_name=include_name,
        include_object=include_object,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("quotes migrates a database that it is connected to; --sql is not supported")
given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with migrate.changing(context.get_x_argument(as_dictionary=True).get("db"), create=True) as change:
        run(change.connection)
