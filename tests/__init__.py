"""Ours: a library of the development requirements brings a package of the same name."""
