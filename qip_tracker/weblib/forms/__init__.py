"""Forms: their fields, what a browser sent, storing it once, and what happens when it cannot be stored."""
