-- Grain: one row. How many of the customers became customers after :after_on, and how many came back for the first time after it.
select
  (select count(*)::integer from ({{chosen_customers}}) customers where first_order_on > :after_on::date) as firsts,
  (select count(*)::integer from ({{chosen_customers}}) customers where second_order_on > :after_on::date) as seconds
