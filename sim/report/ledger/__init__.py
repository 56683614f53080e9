"""How a ledger of forecasts is told."""
