"""Tests of the whole: journeys, architecture, pages; unit tests stand in each package."""
