"""The content rules: a file is a rule, its docstring what must hold, its function of the same name its test."""
