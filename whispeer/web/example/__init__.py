"""The example club: people who might exist, for the demo and for those who build."""
