"""Power cuts and failing disks: what the store promises, on a disk that keeps only what it was asked to keep.

The disk may not know what the store is about to do, nor the store that the disk is none. Begin with ``disk.py``.
"""
