"""Runs commands in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-c", "from quotes.cli import main; main()"]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("QUOTES_DB", "XDG_DATA_HOME")}
    return {**kept, "HOME": str(home), **more}


def quotes(home: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **options,
    )


def many(path: Path, articles: int) -> Path:
    with path.open("w") as file:
        for number in range(articles):
            text = f"“We open bridge {number},” said Dana Okafor on Monday. “It is {number},” said Mayor Lindqvist."
            file.write(json.dumps({"id": str(number), "text": text, "outlet": f"Paper {number % 3}"}) + "\n")
    return path
