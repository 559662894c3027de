"""The directory: what it holds, what it refuses, and when practices are shut."""
