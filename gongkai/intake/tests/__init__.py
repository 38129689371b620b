"""Tests of intake: documents composed here about the fictional county 青原县, and the five seeds where present."""
