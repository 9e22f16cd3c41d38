"""The steps of a whole run, in modules of their own; :mod:`liangwen.run` puts them in order."""
