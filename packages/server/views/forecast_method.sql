-- Grain: one row, or none where no model tells the risks.
select method from ({{forecasts}}) forecasts limit 1
