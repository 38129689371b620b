"""Intake 迁移: owns the way from legacy files and pages to clean, described records; keeps no documents itself."""
