import type { ImportAccount } from '@regulars/contract/imports.ts';
import { count } from '../../../format/numbers.ts';
import { asSentence } from '../labels.ts';
import { dayOf } from '../moments.ts';
import { changesByKind, kindNames } from './changes.ts';
import classes from './key-facts.module.css';
import { signedMoney } from './revenue.ts';

/** The few figures one looks at first. */
export function KeyFacts({ account }: { account: ImportAccount }) {
  const currency = { code: account.currency, digits: account.currency_digits };
  // Products and places come along; what somebody asks for first are these.
  const kinds = changesByKind(account).filter(({ kind }) => kind !== 'products' && kind !== 'locations');
  return (
    <dl className={classes.facts}>
      <Fact name="Net revenue">
        {account.net_change_minor === 0 ? 'stays as it is' : signedMoney(account.net_change_minor, currency)}
      </Fact>
      {kinds.map(({ kind, created, changed }) => (
        <Fact key={kind} name={asSentence(kindNames[kind].many)}>
          {created > 0 || changed === 0 ? `${count(created)} new` : `${count(changed)} changed`}
          {created > 0 && changed > 0 && <small>{count(changed)} changed</small>}
        </Fact>
      ))}
      {account.first_at !== null && account.last_at !== null && (
        <Fact name="From – to">
          {dayOf(account.first_at, account.time_zone)} – {dayOf(account.last_at, account.time_zone)}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
