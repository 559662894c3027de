"""Power cuts and failing disks: what the store promises, on a disk that keeps only what it was asked to keep."""
