"""What the build does: hooks.py says when, the other modules say what."""
