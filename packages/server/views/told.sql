-- Grain: one customer of whom the future was told.
{{forecasts}}
