"""The command line ``depeche``."""
