"""How a calibration is told."""
