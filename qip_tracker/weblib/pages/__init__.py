"""Pages: their frame, the frame of a project, and what several rooms draw alike."""
