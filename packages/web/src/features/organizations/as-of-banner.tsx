import { Button } from '@mantine/core';
import { longDay } from '../../format/dates.ts';
import { CalendarIcon } from '../../ui/icons.tsx';
import { useUrlState } from '../../use-url-state.ts';
import { endedLongAgo } from './as-of.ts';
import classes from './as-of-banner.module.css';
import { useOrganization } from './organizations.ts';

/** Says so when the figures are not of today, and why. */
export function AsOfBanner() {
  const { asOf, detail, today } = useOrganization();
  const [, change] = useUrlState();

  if (asOf.because === 'last_order' && asOf.on) {
    return (
      <Banner action="Show today" onAction={() => change({ as_of: 'today' })}>
        The last order is of {longDay(asOf.on)}, so these are the figures of that day.
      </Banner>
    );
  }
  if (asOf.because === 'chosen' && asOf.on) {
    return (
      <Banner action="Back to today" onAction={() => change({ as_of: 'today' })}>
        These are the figures as of the end of {longDay(asOf.on)}.
      </Banner>
    );
  }
  if (endedLongAgo(detail.last_order_on, today)) {
    return (
      <Banner action="Show that day" onAction={() => change({ as_of: undefined })}>
        The last order is of {longDay(detail.last_order_on)}, so today has little to tell.
      </Banner>
    );
  }
  return null;
}

function Banner({ children, action, onAction }: { children: React.ReactNode; action: string; onAction: () => void }) {
  return (
    <div className={classes.banner}>
      <CalendarIcon size={18} />
      <p>{children}</p>
      <Button variant="default" size="compact-sm" className={classes.action} onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}
