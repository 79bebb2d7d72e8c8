import { Paper, Skeleton } from '@mantine/core';
import type { Overview } from '@regulars/contract/metrics.ts';
import { dayOfYear, monthBefore } from '../../../../format/dates.ts';
import { cardCount, counted, percent } from '../../../../format/numbers.ts';
import { Amount } from '../../../../ui/amount.tsx';
import { WidgetStates } from '../../../../ui/widget/widget.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { useOverview } from '../../queries.ts';
import { usePeriodWords } from '../use-period-words.ts';
import { KeyFigure } from './key-figure.tsx';
import classes from './key-figures.module.css';
import { RevenueParts } from './revenue-parts.tsx';

/** The five figures a merchant looks at first. */
export function KeyFigures() {
  const query = useOverview();
  const nothing = useNothing('Your key figures');
  const settled =
    query.data !== undefined && query.data.total_customers.contacts + query.data.total_revenue.order_count > 0;
  return (
    <section aria-label="Key figures" className={settled || query.isPending ? undefined : classes.frame}>
      <WidgetStates
        name="The key figures"
        query={query}
        skeleton={<Loading />}
        empty={(data) => (data.total_customers.contacts + data.total_revenue.order_count === 0 ? nothing() : null)}
      >
        {(data) => <Cards data={data} />}
      </WidgetStates>
    </section>
  );
}

function Cards({ data }: { data: Overview }) {
  const { currency } = useOrganization();
  const words = usePeriodWords(data.period_days);
  const {
    total_customers: total,
    repeat_customers: repeat,
    new_this_month: fresh,
    average_ltv: ltv,
    total_revenue: revenue,
  } = data;
  return (
    <div className={classes.cards}>
      <KeyFigure
        term="total_customers"
        words={['counts']}
        figure={cardCount(total.value)}
        detail={total.prospects > 0 ? `plus ${counted(total.prospects, 'prospect')}` : 'everyone on file has bought'}
        trend={total}
        against={`vs ${words.ago}`}
        reason={`no customers ${words.ago}`}
      />
      <KeyFigure
        term="repeat_customers"
        words={['customer', 'counts']}
        figure={cardCount(repeat.value)}
        detail={repeat.rate === null ? 'no customers to compare' : `${percent(repeat.rate)} of all customers`}
        trend={repeat}
        against={`vs ${words.ago}`}
        reason={`none ${words.ago}`}
      />
      <KeyFigure
        term="new_this_month"
        words={['counts']}
        figure={cardCount(fresh.value)}
        detail={`since ${dayOfYear(fresh.month)}`}
        trend={fresh}
        against={`vs this point in ${monthBefore(fresh.month)}`}
        reason={`none by this point in ${monthBefore(fresh.month)}`}
      />
      <KeyFigure
        term="average_ltv"
        words={['net', 'customer']}
        figure={ltv.mean_minor === null ? '–' : <Amount minor={ltv.mean_minor} currency={currency} />}
        detail={
          ltv.median_minor === null ? (
            'no customers yet'
          ) : (
            <>
              median <Amount minor={ltv.median_minor} currency={currency} />
            </>
          )
        }
        trend={ltv}
        against={`vs ${words.ago}`}
        reason={`no customers ${words.ago}`}
      />
      <KeyFigure
        term="total_revenue"
        words={['net', 'counts', 'average_order_value']}
        figure={<Amount minor={revenue.net_minor} currency={currency} />}
        detail={
          <>
            <Amount minor={revenue.period_net_minor} currency={currency} /> {words.over}
          </>
        }
        trend={revenue}
        against={`vs ${words.before}`}
        reason={`no revenue in ${words.before}`}
        aside={<RevenueParts revenue={revenue} averageOrder={data.average_order_value_minor} />}
      />
    </div>
  );
}

function Loading() {
  return (
    <div className={classes.cards}>
      {['customers', 'repeat', 'new', 'ltv', 'revenue'].map((card) => (
        <Paper key={card} className={classes.placeholder}>
          <Skeleton height={14} width="60%" />
          <Skeleton height={30} width="75%" mt={18} />
          <Skeleton height={12} width="85%" mt={14} />
          <Skeleton height={32} mt={18} />
          <Skeleton height={12} width="50%" mt={14} />
        </Paper>
      ))}
    </div>
  );
}
