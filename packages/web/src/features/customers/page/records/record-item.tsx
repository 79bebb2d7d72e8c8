import { UnstyledButton } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import type { CustomerRecord } from '@regulars/contract/customers.ts';
import { day } from '../../../../format/dates.ts';
import { exactMoney } from '../../../../format/money.ts';
import { ChevronIcon } from '../../../../ui/icons.tsx';
import { moment } from '../../../imports/moments.ts';
import { useOrganization } from '../../../organizations/organizations.ts';
import { Origin } from '../origin.tsx';
import { OrderParts } from './order-parts.tsx';
import classes from './record-item.module.css';
import { dayOfRecord, isCounted, placeOf, standingOf, statusNames, titleOf } from './record-words.ts';

/** A record in a line, which opens. */
export function RecordItem({ record }: { record: CustomerRecord }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  const { name, tone } = standingOf(record);
  return (
    <li className={classes.item}>
      <UnstyledButton className={classes.line} aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        <span className={classes.chevron} data-open={isOpen || undefined}>
          <ChevronIcon size={16} />
        </span>
        <span className={classes.day}>{day(dayOfRecord(record))}</span>
        <span className={classes.what}>
          {titleOf(record)}
          <small>{placeOf(record)}</small>
        </span>
        <span className={classes.state} data-tone={tone}>
          {name}
        </span>
        <span className={classes.amount}>
          <AmountOf record={record} />
        </span>
      </UnstyledButton>
      <div id={id} hidden={!isOpen} className={classes.body}>
        {isOpen && (
          <>
            {record.record === 'order' && <OrderParts order={record} />}
            <Statuses record={record} />
            <p className={classes.origin}>
              Told by <Origin source={record.source} from={record.import} />, as {record.external_id}
            </p>
          </>
        )}
      </div>
    </li>
  );
}

function AmountOf({ record }: { record: CustomerRecord }) {
  const { currency } = useOrganization();
  switch (record.record) {
    case 'order':
      return (
        <>
          {isCounted(record.state) ? (
            exactMoney(record.total_minor, currency)
          ) : (
            <span className={classes.uncounted}>{exactMoney(record.total_minor, currency)}</span>
          )}
          {record.refunded_minor > 0 && <small>−{exactMoney(record.refunded_minor, currency)}</small>}
        </>
      );
    case 'credit_note':
      return <>−{exactMoney(record.amount_minor, currency)}</>;
    case 'quote':
      return <span className={classes.uncounted}>{exactMoney(record.amount_minor, currency)}</span>;
    case 'appointment':
      return null;
  }
}

/** What was said of it, in order. */
function Statuses({ record }: { record: CustomerRecord }) {
  const { detail } = useOrganization();
  const at = (instant: string) => moment(instant, { timeZone: detail.time_zone });
  const said = record.record === 'credit_note' ? [] : record.statuses;
  const begin = {
    order: 'Placed',
    credit_note: 'Given back',
    quote: 'Quoted',
    appointment: 'Starts',
  }[record.record];
  return (
    <ol className={classes.statuses}>
      <li>
        {begin} {at(beginOf(record))}
      </li>
      {record.record === 'order' && record.kind === 'booking' && <li>Slot {at(record.happened_at)}</li>}
      {record.record === 'order' && record.promised_on !== null && <li>Promised for {day(record.promised_on)}</li>}
      {record.record === 'quote' && record.expires_on !== null && <li>Holds until {day(record.expires_on)}</li>}
      {said.map(({ status, at: instant }) => (
        <li key={status}>
          {statusNames[status]} {at(instant)}
        </li>
      ))}
    </ol>
  );
}

function beginOf(record: CustomerRecord): string {
  switch (record.record) {
    case 'order':
      return record.placed_at;
    case 'credit_note':
      return record.refunded_at;
    case 'quote':
      return record.quoted_at;
    case 'appointment':
      return record.starts_at;
  }
}
