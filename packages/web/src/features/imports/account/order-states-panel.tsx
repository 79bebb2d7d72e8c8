import type { ImportAccount } from '@regulars/contract/imports.ts';
import { exactMoney } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../panel.tsx';
import { orderStateNames } from './changes.ts';

/** Why the orders of the file count, or do not: what is recorded is more than what is revenue. */
export function OrderStatesPanel({ account }: { account: ImportAccount }) {
  const states = account.order_states.filter(({ orders }) => orders > 0);
  if (states.every(({ state }) => state === 'counts')) return null;
  const currency = { code: account.currency, digits: account.currency_digits };
  return (
    <Panel
      title="Which of its orders count"
      lead="All of them are recorded. Revenue is made of those that count: paid, and not cancelled; a booking once it has taken place."
    >
      <DataTable caption="Which of its orders count">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col" data-figure>
              Orders
            </th>
            <th scope="col" data-figure>
              Worth
            </th>
          </tr>
        </thead>
        <tbody>
          {states.map(({ state, orders, value_minor }) => (
            <tr key={state}>
              <th scope="row">{orderStateNames[state]}</th>
              <td data-figure>{count(orders)}</td>
              <td data-figure>{exactMoney(value_minor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}
