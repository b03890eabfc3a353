"""What a request brings and what goes on every answer: who asks, headers, compression, whole addresses."""
