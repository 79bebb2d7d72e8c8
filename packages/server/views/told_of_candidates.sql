-- Grain: one customer of whom the future was told and who bought last when churn candidates did: of a million the others are not read.
select * from ({{forecasts}}) forecasts
where {{candidate_days}}
