"""Assessment 考核: yearly schemes of indicators, scores of units computed from the evidence of the other tables,
objections, coverage by the five kinds of openness. It types no figure and keeps no clock."""
