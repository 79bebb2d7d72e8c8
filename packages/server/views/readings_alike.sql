-- Grain: customers who are alike (prospects too). What is read of each of them, so many of them, and what they come to together. Amounts that are
-- no class (the average order, orders a month) are not theirs.
{{customer_readings facts=facts_alike}}
