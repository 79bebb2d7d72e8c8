import type { CurrentOrganization } from '../features/organizations/organizations.ts';
import { day } from '../format/dates.ts';
import classes from './records-note.module.css';

/** What the figures rest on: whose records, of which years, in which money and time. */
export function RecordsNote({ organization }: { organization: CurrentOrganization }) {
  const { detail, session } = organization;
  return (
    <div className={classes.note}>
      {detail.is_demo && <p className={classes.demo}>Demo data. No person in it is real.</p>}
      <dl>
        {detail.first_order_on && detail.last_order_on && (
          <div>
            <dt>Records</dt>
            <dd>
              {day(detail.first_order_on)} – {day(detail.last_order_on)}
            </dd>
          </div>
        )}
        <div>
          <dt>Amounts</dt>
          <dd>
            {detail.currency}, {detail.values_by === 'total' ? 'with tax and shipping' : 'goods alone'}
          </dd>
        </div>
        <div>
          <dt>Time zone</dt>
          <dd>{detail.time_zone.replaceAll('_', ' ')}</dd>
        </div>
        <div>
          <dt>Signed in</dt>
          <dd>{session.actor.name}</dd>
        </div>
      </dl>
    </div>
  );
}
