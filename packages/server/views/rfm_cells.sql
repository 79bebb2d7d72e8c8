-- Grain: one of the 125 RFM cells that has customers.
select r_score, f_score, m_score, count(*)::integer as customer_count, sum(net_minor)::bigint as net_minor
from ({{chosen_customers}}) customers
group by r_score, f_score, m_score
order by r_score desc, f_score desc, m_score desc
