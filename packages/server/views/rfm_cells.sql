-- Grain: one of the 125 RFM cells that has customers.
select r_score, f_score, m_score, sum(customer_count)::integer as customer_count, sum(net_sum)::bigint as net_minor
from ({{chosen_alike}}) customers
group by r_score, f_score, m_score
having sum(customer_count) > 0
order by r_score desc, f_score desc, m_score desc
