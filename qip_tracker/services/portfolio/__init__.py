"""What reads or writes across several areas."""
