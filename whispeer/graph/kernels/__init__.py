"""The compiled loops alone; each has a plain twin in the tests.

Kernels take arrays, check every index they follow, and answer `TORN` rather than
read outside. Nothing is compiled when they are imported.
"""
