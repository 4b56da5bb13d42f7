"""The frame: Today, the base templates, the accounts' adapter, leaving. It holds no tables."""
