"""Imports every module of the installed package and every declared run-time dependency.

The pages of ``quotes serve`` are imported where the extra ``web`` is installed: they are made of its library.  No
module may change, by being imported, how the process takes signals.
"""

import importlib
import importlib.util
import pkgutil
import signal
from importlib.metadata import requires

import quotes

handlers = {number: signal.getsignal(number) for number in signal.valid_signals()}
without_pages = importlib.util.find_spec("flask") is None
for module in pkgutil.walk_packages(quotes.__path__, "quotes."):
    if module.name.startswith("quotes.learn") or "._migrations" in module.name:
        continue
    if module.name.startswith("quotes.web.") and without_pages:
        continue
    importlib.import_module(module.name)
    changed = [number for number in handlers if signal.getsignal(number) != handlers[number]]
    assert not changed, f"{module.name} changes how {changed} are taken"
names = {"lxml-html-clean": "lxml_html_clean", "charset-normalizer": "charset_normalizer"}
for requirement in requires("quote-tracker") or ():
    if "extra ==" not in requirement:
        name = requirement.split(";")[0].split("[")[0].rstrip("0123456789.<>=,! ~")
        importlib.import_module(names.get(name, name))
print("imports:", quotes.__file__)
