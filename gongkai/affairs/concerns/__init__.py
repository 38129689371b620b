"""Concerns 回应关切: public opinion and emergencies that an authority has to answer, from the hour they were found;
how they were weighed, what was said, in which form, when. It watches no media: an officer notes what was found."""
