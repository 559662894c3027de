"""Where a meeting's events live: encrypted, durable, erasable. Records are bytes here; their meaning is not."""
