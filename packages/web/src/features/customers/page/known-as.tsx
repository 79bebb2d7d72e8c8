import { day } from '../../../format/dates.ts';
import { Widget } from '../../../ui/widget/widget.tsx';
import { dayOf } from '../../imports/moments.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { isMasked } from '../customer-name.ts';
import classes from './known-as.module.css';
import type { PartProps } from './part.ts';

/** What they are recognised by, and who was merged into them. */
export function KnownAs({ query, className }: PartProps) {
  const { detail } = useOrganization();
  return (
    <Widget
      title="Known as"
      className={className}
      query={query}
      empty={({ identities }) =>
        identities.length === 0
          ? { title: 'Nothing to know them by', text: 'No number, e-mail or phone is on file.' }
          : null
      }
    >
      {({ customer, identities, merged_from }) => (
        <>
          <ul className={classes.list}>
            {identities.map((identity) => (
              <li key={`${identity.kind} ${identity.source} ${identity.value} ${identity.since}`}>
                <span>
                  {isMasked(identity.value) ? 'hidden' : identity.value}
                  {identity.customer_id !== customer.customer_id && <small>of a customer merged into this one</small>}
                </span>
                <small>
                  {identity.kind === 'external' ? `number at ${identity.source}` : kinds[identity.kind]}, since{' '}
                  {dayOf(identity.since, detail.time_zone)}
                </small>
              </li>
            ))}
          </ul>
          {merged_from.length > 0 && (
            <p className={classes.merged}>
              Stands for {merged_from.length === 1 ? 'another customer' : `${merged_from.length} other customers`} since{' '}
              {merged_from
                .map(({ name, merged_at }) => `${dayOf(merged_at, detail.time_zone)} (${name ?? 'no name'})`)
                .join(', ')}
              . Their orders are in every figure here.
            </p>
          )}
          <p className={classes.merged}>
            First told by {customer.first_source}, registered {day(customer.registered_on)}, on file here since{' '}
            {dayOf(customer.on_file_since, detail.time_zone)}.
          </p>
        </>
      )}
    </Widget>
  );
}

const kinds = { email: 'e-mail', phone: 'phone' } as const;
