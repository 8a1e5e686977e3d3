"""A pretend internet of two invented towns, for the demonstration and for tests.

It stands for the world outside, so it knows nothing of Django and its texts are not translated:
the people of Bro Gwennol write in Welsh where they would.
"""
