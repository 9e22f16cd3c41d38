"""量文 liangwen: clean, measure and compare Chinese policy texts.

Importing the package costs nothing: each module loads what it needs when it is used.
The version below is the only one; the build reads it from here.
"""

__version__ = "0.1.0"
