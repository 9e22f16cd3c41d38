"""The whole build against other tools, and against its parts: `python -m benchmarks.scale`."""
