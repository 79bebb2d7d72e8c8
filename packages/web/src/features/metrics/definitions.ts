import type { RfmSegment } from '@regulars/contract/metrics.ts';
import { type Currency, exactMoney } from '../../format/money.ts';
import { count } from '../../format/numbers.ts';
import type { Definition } from '../../ui/definition/definition-button.tsx';
import type { Stage } from './labels.ts';

/** An organization's own thresholds, as the API names them. */
export interface Rules {
  thresholds: Record<string, number>;
  currency: Currency;
}

/**
 * What every figure on the page means, under the organization's own thresholds. Each definition stands here once; a
 * figure names the words it is made of, and the page shows them below it.
 */
export function definitionsUnder(rules: Rules) {
  const { n, money } = reader(rules);
  return {
    counts: {
      title: 'An order that counts',
      text: 'An order counts when it has been paid (also if it was refunded later), is not cancelled, void, a no-show or a test, and its total is above 0. A booking counts once it is completed. A later refund lowers net, not the count.',
    },
    net: {
      title: 'Net',
      text: 'Gross − refunded. Gross is the total of the orders that count; refunded is every refund of such an order and every credit note, each on its own date.',
    },
    customer: {
      title: 'Customer',
      text: 'Someone with at least 1 order that counts. Contacts on file without such an order are prospects.',
    },
    total_customers: {
      title: 'Total customers',
      text: 'People with at least 1 order that counts, of all time. Contacts without such an order are prospects and shown apart. The change compares with the number at the start of the period.',
    },
    repeat_customers: {
      title: 'Repeat customers',
      text: 'Customers with 2 or more orders that count, of all time. Repeat rate = repeat customers ÷ customers. (The returning rate of a period is another figure.)',
    },
    new_this_month: {
      title: 'New this month',
      text: 'Customers whose first order that counts lies in the current calendar month, in your time zone. Compared with the month before, up to the same day and time.',
    },
    average_ltv: {
      title: 'Average LTV',
      text: 'Lifetime value (LTV) is the net of a customer. The average is its mean over all customers; half of your customers are worth more than the median beside it, half less. Orders without a customer are not in it. The change compares with the mean at the start of the period.',
    },
    total_revenue: {
      title: 'Total revenue',
      text: 'Net of everything sold, of all time. Orders without a customer (guests) are in it and shown apart; so are credit notes of contacts without an order that counts. The change is about the revenue of the period against the equal stretch just before, up to the same time of day.',
    },
    revenue_trend: {
      title: 'Revenue over time',
      text: 'Net by the day it happened: a booking on its slot, anything else when it was placed, a refund when it was given. By day up to 92 days, by week up to two years, else by month. The dashed line is the same days of the equal stretch just before.',
    },
    average_order_value: {
      title: 'Average order value',
      text: 'Net of the orders concerned ÷ their number: pooled, not a mean of means.',
    },
    lifecycle: {
      title: 'Lifecycle stages',
      text: 'Where every contact stands; the first that fits.',
      rows: [
        ['Prospect', 'no order that counts'],
        ['New', `first order at most ${n('new_within_days')} days ago`],
        ['Active', `last order at most ${n('active_within_days')} days ago, or a booking ahead`],
        ['At risk', `last order at most ${n('at_risk_within_days')} days ago`],
        ['Churned', 'last order longer ago'],
      ],
    },
    rfm_segment: {
      title: 'Customer segments',
      text: 'RFM segments; the first that fits. Prospects have none.',
      rows: [
        ['New Customers', `first order at most ${n('rfm_new_within_days')} days ago, one order in all`],
        ['Champions', 'R, F and M all 4 or more'],
        ['VIP', 'M 5, R 3 or more'],
        ['Loyal Customers', 'F and R 3 or more'],
        ['Lost', 'R 1'],
        ['At Risk', 'R 2'],
        ['Potential Loyalists', 'the rest'],
      ],
    },
    rfm_scores: {
      title: 'R, F and M scores',
      text: 'Each from 1 to 5.',
      rows: [
        [
          'R',
          `days since the last order: ≤ ${n('r5_within_days')} is 5, ≤ ${n('r4_within_days')} is 4, ≤ ${n('r3_within_days')} is 3, ≤ ${n('r2_within_days')} is 2, else 1`,
        ],
        [
          'F',
          `orders within ${n('window_days')} days: ≥ ${n('f5_from_orders')} is 5, ≥ ${n('f4_from_orders')} is 4, ≥ ${n('f3_from_orders')} is 3, ≥ ${n('f2_from_orders')} is 2, else 1`,
        ],
        [
          'M',
          `net within ${n('window_days')} days: ≥ ${money('m5_from_minor')} is 5, ≥ ${money('m4_from_minor')} is 4, ≥ ${money('m3_from_minor')} is 3, ≥ ${money('m2_from_minor')} is 2, else 1`,
        ],
      ],
    },
    ltv_distribution: {
      title: 'Lifetime value distribution',
      text: 'Customers by lifetime value, the net of all their orders. The lower bound belongs to the column, the upper does not; a negative net is in the first.',
    },
    churn_forecast: {
      title: 'Churn forecast',
      text: `Candidates are customers at risk (last order more than ${n('active_within_days')} and at most ${n('at_risk_within_days')} days ago) or churned within ${n('candidate_within_days')} days. They are ranked by value at risk.`,
    },
    days_inactive: {
      title: 'Days quiet',
      text: 'Days since the last order that counts; 0 while a booking lies ahead.',
    },
    spending_tier: {
      title: 'Spending tier',
      text: 'By net of all time; the first that fits.',
      rows: [
        ['VIP', `more than ${money('vip_over_minor')}`],
        ['High', `${money('high_from_minor')} or more`],
        ['Medium', `${money('medium_from_minor')} or more`],
        ['Low', 'less'],
      ],
    },
    frequency_tier: {
      title: 'Frequency tier',
      text: 'By orders that count, of all time; the first that fits.',
      rows: [
        ['Frequent', `more than ${n('frequent_over_orders')}`],
        ['Regular', `${n('regular_from_orders')} or more`],
        ['Occasional', `${n('occasional_from_orders')} or more`],
        ['One-time', '1'],
      ],
    },
    crm_status: {
      title: 'CRM status',
      text: 'Derived from the stage and the spending tier; the first that fits.',
      rows: [
        ['Lost', 'stage churned'],
        ['At risk', 'stage at risk'],
        ['VIP', 'spending tier VIP'],
        ['Inactive', 'prospect'],
        ['Active', 'the rest'],
      ],
    },
    orders_per_month: {
      title: 'Purchase frequency',
      text: 'Orders that count ÷ months since the first one (days ÷ 30.4375, at least 1).',
    },
    upcoming: {
      title: 'Bookings ahead',
      text: 'Confirmed and not completed yet. They are in no count and no value until then.',
    },
    favourite: {
      title: 'Favourite product',
      text: 'The product in the most orders that count; then the one with the most net, then the latest.',
    },
    contact: {
      title: 'Contact',
      text: 'Anyone on file. With at least 1 order that counts they are a customer, without one a prospect.',
    },
    churn_risk: {
      title: 'Risk',
      text: `The probability of no order within the next ${n('churn_horizon_days')} days. A purchase model tells it, fitted to your own orders and corrected by what else is known of a customer. Where there is no forecast, and for whom it does not hold (an order since then, a booking ahead), it is read from the gaps between your customers’ orders (Kaplan–Meier), among customers with as many orders; with fewer than 30 closed gaps there is none.`,
    },
    outlook: {
      title: 'What to expect',
      text: 'What the customers there are today will order and spend, each told from their own history and added up; customers yet to come are in none of it. It is told anew each night, and when one order in a hundred came or went. Between the two figures below it lies in 19 of 20 cases, as far as the past can tell.',
    },
    expected_orders: {
      title: 'Expected orders',
      text: 'Days with an order that counts: several orders of one day are one. Told by BG/NBD, MBG/NBD or Pareto/NBD, whichever would have told your own last days best.',
    },
    expected_spend: {
      title: 'Expected spending',
      text: 'Expected orders within 12 months × what a customer is expected to spend at a time (Gamma–Gamma: their own mean, drawn towards that of all the less they have bought). Refunds of an order are taken off; nothing is discounted.',
    },
    next_order: {
      title: 'Next order',
      text: 'By the middle day it has come with 50%, between the two others with half of all cases, if they are still a customer. Not told of customers who bought once, or who will more likely than not stay away for a year.',
    },
    probability_alive: {
      title: 'Still a customer',
      text: 'The probability that they have not stopped buying for good. It is not the opposite of the risk: who is still a customer need not order within so many days.',
    },
    report_card: {
      title: 'How far to trust it',
      text: `The way is chosen and learned on what was known ${n('churn_horizon_days')} days ago, tells these days, and is held to what came. The dots: ten tenths of your customers by the risk that was said of them, with the share that stayed away; lines through them show how far chance may carry it. A way that ranks customers worse than a simple rule is not used.`,
    },
    cohorts: {
      title: 'Cohorts',
      text: 'Customers by when their first order was. “Came back”: the share of them who bought in that period. “Spent so far”: what they bought until its end, divided by all of them; refunds are taken off the order they belong to. Counted together with the forecast.',
    },
    value_at_risk: {
      title: 'Value at risk',
      text: 'Risk × average order value × orders per year.',
    },
    best_customers: {
      title: 'Best customers',
      text: 'Customers with 2 or more orders that count against customers with exactly one, and the list of those with the highest net. The repeat rate is compared with that at the start of the period, or 30 days before.',
    },
    benchmarks: {
      title: 'Industry benchmarks',
      text: 'Published figures, each with its public source and year. They are measured by others in their own way, so read them as a rough mark.',
    },
  } satisfies Record<string, Definition>;
}

export type Term = keyof ReturnType<typeof definitionsUnder>;

/** The same in a few words, where a stage or segment is named. */
export function hintsUnder(rules: Rules): { stages: Record<Stage, string>; segments: Record<RfmSegment, string> } {
  const { n } = reader(rules);
  const beyond = (name: string) =>
    rules.thresholds[name] === undefined ? '…' : count((rules.thresholds[name] ?? 0) + 1);
  return {
    stages: {
      new: `first order within ${n('new_within_days')} days`,
      active: `last order within ${n('active_within_days')} days`,
      at_risk: `quiet for ${beyond('active_within_days')}–${n('at_risk_within_days')} days`,
      churned: 'quiet for longer',
      prospect: 'on file, never bought',
    },
    segments: {
      Champions: 'Recent, frequent, high value',
      VIP: 'Spend most, still here',
      'Loyal Customers': 'Come back regularly',
      'New Customers': `One order, within ${n('rfm_new_within_days')} days`,
      'Potential Loyalists': 'Could become regulars',
      'At Risk': `Quiet for ${beyond('r3_within_days')}–${n('r2_within_days')} days`,
      Lost: `Quiet for over ${n('r2_within_days')} days`,
    },
  };
}

function reader({ thresholds, currency }: Rules) {
  const show = (name: string, as: (value: number) => string) => {
    const value = thresholds[name];
    return value === undefined ? '…' : as(value);
  };
  return {
    n: (name: string) => show(name, count),
    money: (name: string) => show(name, (minor) => exactMoney(minor, currency).replace(/[.,]0+$/, '')),
  };
}
