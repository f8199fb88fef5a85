"""The welfare review (社会保障评审会): a private meeting of which counts alone are told, by sort of help and outcome."""
