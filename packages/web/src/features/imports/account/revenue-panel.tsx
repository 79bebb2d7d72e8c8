import type { ImportAccount } from '@regulars/contract/imports.ts';
import { type Currency, exactMoney } from '../../../format/money.ts';
import { counted } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../panel.tsx';
import classes from './account-panels.module.css';
import { revenueSums, type Sums, signedMoney } from './revenue.ts';

interface Props {
  account: ImportAccount;
  /** How the last line reads: "Net revenue moves by". */
  moves: string;
  className?: string | undefined;
}

/** What the rows come to, and how the organization's net revenue moves by them. */
export function RevenuePanel({ account, moves, className }: Props) {
  const currency = { code: account.currency, digits: account.currency_digits };
  const { customers, guests, together, alreadyMinor } = revenueSums(account);
  const hasGuests = account.guest_orders > 0 || account.guest_refunds > 0;
  const guestsAre = [
    account.guest_orders > 0 && counted(account.guest_orders, 'order'),
    account.guest_refunds > 0 && counted(account.guest_refunds, 'refund'),
  ].filter((part) => part !== false);
  return (
    <Panel title="Revenue" className={className}>
      <DataTable caption="What the rows come to" minWidth={480}>
        <thead>
          <tr>
            <th scope="col">The rows taken</th>
            <th scope="col" data-figure>
              Gross
            </th>
            <th scope="col" data-figure>
              Refunded
            </th>
            <th scope="col" data-figure>
              Net
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name="With a customer" sums={customers} currency={currency} />
          {hasGuests && <Row name={`Guests (${guestsAre.join(', ')})`} sums={guests} currency={currency} />}
          {hasGuests && <Row name="Together" sums={together} currency={currency} />}
        </tbody>
      </DataTable>
      <dl className={classes.outcome}>
        {alreadyMinor !== 0 && (
          <div>
            <dt>Already in your figures, or not counted</dt>
            <dd>{signedMoney(-alreadyMinor, currency)}</dd>
          </div>
        )}
        <div>
          <dt>{moves}</dt>
          <dd>{signedMoney(account.net_change_minor, currency)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

function Row({ name, sums, currency }: { name: string; sums: Sums; currency: Currency }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-figure>{exactMoney(sums.gross_minor, currency)}</td>
      <td data-figure>{exactMoney(sums.refunded_minor, currency)}</td>
      <td data-figure>{exactMoney(sums.net_minor, currency)}</td>
    </tr>
  );
}
