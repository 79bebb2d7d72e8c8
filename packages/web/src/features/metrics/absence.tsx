import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { day } from '../../format/dates.ts';
import type { Absence } from '../../ui/widget/widget.tsx';
import { useUrlState } from '../../use-url-state.ts';
import { useOrganization } from '../organizations/organizations.ts';
import { isFiltered } from './queries.ts';

/**
 * Why there is nothing to show, and what to do about it: import orders, drop the filters, or choose a later day.
 * `what` completes "… appear here": "Your segments".
 */
export function useNothing(what: string): () => Absence {
  const { detail, asOf, session } = useOrganization();
  const [state, change] = useUrlState();

  return () => {
    if (detail.first_order_on === null) {
      return {
        title: 'No orders yet',
        text: `${what} appear here with the first orders.`,
        action: session.permissions.includes('records:write') && (
          <Button
            variant="default"
            size="sm"
            renderRoot={(props) => (
              <Link to="/o/$organization/imports" params={{ organization: detail.slug }} {...props} />
            )}
          >
            Bring in a file
          </Button>
        ),
      };
    }
    if (asOf.on !== undefined && asOf.on < detail.first_order_on) {
      return {
        title: 'Nothing had happened yet',
        text: `The first order is of ${day(detail.first_order_on)}, after the day you are looking at.`,
        action: (
          <Button variant="default" size="sm" onClick={() => change({ as_of: undefined })}>
            Leave that day
          </Button>
        ),
      };
    }
    if (isFiltered(state)) {
      return {
        title: 'Nobody fits these filters',
        text: 'There are customers, but none who bought so.',
        action: (
          <Button
            variant="default"
            size="sm"
            onClick={() => change({ period: undefined, channel: undefined, segment: undefined })}
          >
            Clear the filters
          </Button>
        ),
      };
    }
    return {
      title: 'No customers yet',
      text: `${what} appear here as soon as an order with a customer counts: paid, and not cancelled.`,
    };
  };
}
