"""`mkdocs serve` runs for hours: each build must see the calculators and scripts as they are on disk."""

import importlib.util
import sys
import types
from pathlib import Path


def loaded():
    """hooks.py as MkDocs loads it: by its path."""
    spec = importlib.util.spec_from_file_location("handbook_hooks", Path(__file__).parents[1] / "scripts/hooks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_build_begins_by_importing_the_project_anew(monkeypatch):
    hooks = loaded()
    before = hooks.events()
    monkeypatch.setitem(sys.modules, "calculators.left_over", types.ModuleType("calculators.left_over"))
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] in hooks.OURS}
    try:
        after = hooks.events(anew=True)
        assert after is not before
        assert "calculators.left_over" not in sys.modules
        assert hooks.events() is after
    finally:  # other tests hold what they imported
        for name in [n for n in sys.modules if n.split(".")[0] in hooks.OURS]:
            del sys.modules[name]
        sys.modules.update({name: module for name, module in kept.items() if not name.endswith("left_over")})
