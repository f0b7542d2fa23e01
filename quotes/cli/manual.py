"""What holds of every command: environment variables and exit statuses, for help and manual pages."""

ENVIRONMENT = {
    "QUOTES_DB": "The database, where --db names none: a file, or postgresql://…",
    "QUOTES_WHO": "Who signs decisions in the log, in the place of the login name.",
    "QUOTES_DEBUG": "1 prints tracebacks of what fails, as --debug does.",
    "NO_COLOR": "Anything: no colours.",
    "FORCE_COLOR": "1: colours in pipes too (less -R).",
    "COLUMNS": "Characters of a line, in the place of the terminal's.",
    "XDG_DATA_HOME": "The folder in which quotes/quotes.db is kept on Linux.",
}
"""Variables that change what commands do."""

STATUSES = {
    0: "Done; also nothing new, nothing found.",
    1: "Failed, nothing changed.",
    2: "Usage: options, dates, columns, a question without a terminal.",
    3: "Some inputs failed, the rest is stored.",
    4: "A named quotation, speaker, outlet, report or database doesn't exist.",
    5: "The schema is older or newer than the program.",
    6: "The database was busy for longer than --wait.",
    7: "verify or db check found problems.",
    130: "Interrupted; what was stored so far is kept.",
}
"""How commands end."""
