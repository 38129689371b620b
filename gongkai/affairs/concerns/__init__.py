"""Concerns 回应关切: public opinion and emergencies that an authority has to answer, from the hour they were found;
what was said, when and where. It watches no media: an officer notes what was found."""
