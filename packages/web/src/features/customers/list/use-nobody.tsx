import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { day } from '../../../format/dates.ts';
import type { Absence } from '../../../ui/widget/widget.tsx';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { activeFilters, cleared } from './active-filters.ts';

/** Why the list is empty, and what to do about it. */
export function useNobody(): () => Absence {
  const { detail, asOf, currency, session } = useOrganization();
  const [state, change] = useUrlState();
  const active = activeFilters(state, { currency, locations: detail.locations });

  return () => {
    if (state.q !== undefined || active.length > 0) {
      return {
        title: state.q === undefined ? 'Nobody fits these filters' : `Nobody found for “${state.q}”`,
        text:
          active.length > 0
            ? 'There may be somebody without the filters.'
            : 'Names are found by any of their words, e-mails, phone numbers and customer numbers by their beginning.',
        action: (
          <Button variant="default" size="sm" onClick={() => change({ ...cleared(active), q: undefined })}>
            Show everybody
          </Button>
        ),
      };
    }
    if (asOf.on !== undefined) {
      return {
        title: 'Nobody was on file yet',
        text: `As of ${day(asOf.on)} nothing had been recorded of anybody.`,
        action: (
          <Button variant="default" size="sm" onClick={() => change({ as_of: 'today' })}>
            Show today
          </Button>
        ),
      };
    }
    const mayImport = session.permissions.includes('records:write');
    return {
      title: 'No customers yet',
      text: mayImport
        ? 'They come with the first orders, bookings or customers. Bring in a file of them:'
        : 'They come with the first orders, bookings or customers.',
      action: mayImport && (
        <Button
          variant="default"
          size="sm"
          renderRoot={(props) => (
            <Link {...props} to="/o/$organization/imports" params={{ organization: detail.slug }} />
          )}
        >
          Bring in a file
        </Button>
      ),
    };
  };
}
