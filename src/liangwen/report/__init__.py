"""Reports: notebooks run, templates filled, documents written, and a manifest of it all."""
