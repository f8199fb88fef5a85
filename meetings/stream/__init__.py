"""The live stream of a meeting: its journal stream, read once a process and handed to everybody who watches."""
