"""Tests of the house itself: each states one rule of design §2, §8 and §9 and names every place that breaks it."""
