"""The ground: what every floor of the house stands on."""
