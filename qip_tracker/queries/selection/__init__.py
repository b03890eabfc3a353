"""From a need to a committee's decision."""
