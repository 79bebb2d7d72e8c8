import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { month as monthName } from '../../../format/dates.ts';
import { exactMoney, shortMoney } from '../../../format/money.ts';
import { counted } from '../../../format/numbers.ts';
import { Columns } from '../../../ui/charts/columns.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { monthsOf, type Stretch, stretchesOf } from './month-columns.ts';
import { shortMonthName } from './month-names.ts';
import type { PartProps } from './part.ts';

/** Their net by month: what they bought, less what they gave back in it. */
export function Months({ query, className }: PartProps) {
  const { currency } = useOrganization();
  const [stretch, setStretch] = useState<Stretch>('last');
  const offered = query.data ? stretchesOf(query.data.months, query.data.today) : [];
  return (
    <Widget
      title="Net by month"
      className={className}
      definition={<FigureDefinition of="net" words={['counts']} />}
      query={query}
      actions={
        offered.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label="Which months"
            value={String(stretch)}
            onChange={({ currentTarget }) =>
              setStretch(currentTarget.value === 'last' ? 'last' : Number(currentTarget.value))
            }
            data={offered.map((each) => ({
              value: String(each),
              label: each === 'last' ? 'Last 12 months' : String(each),
            }))}
          />
        )
      }
      empty={({ months }) =>
        months.length === 0 ? { title: 'Nothing to draw', text: 'There is no order that counts.' } : null
      }
    >
      {({ months, today }) => {
        const shown = monthsOf(months, stretch, today);
        return (
          <Columns
            label="Net by month"
            axis={`${monthName(shown[0]?.month ?? today)} to ${monthName(shown.at(-1)?.month ?? today)}`}
            columns={shown.map((each) => ({
              key: each.month,
              label: shortMonthName(each.month),
              value: each.net_minor,
              shown: each.net_minor === 0 && each.order_count === 0 ? '' : shortMoney(each.net_minor, currency),
              more: `${monthName(each.month)}: ${counted(each.order_count, 'order')}, ${exactMoney(each.net_minor, currency)}`,
            }))}
          />
        );
      }}
    </Widget>
  );
}
