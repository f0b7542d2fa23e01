"""All modules can be imported, and none of them changes the process that does it."""

import subprocess
import sys
from pathlib import Path


def test_imports_leave_the_process_alone() -> None:
    script = Path(__file__).with_name("import_everything.py")
    subprocess.run([sys.executable, str(script)], check=True, capture_output=True)
