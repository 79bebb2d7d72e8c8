import { Button } from '@mantine/core';
import type { Cohorts, Forecast } from '@regulars/contract/forecasts.ts';
import { day, daysBetween } from '../../format/dates.ts';
import type { Absence } from '../../ui/widget/widget.tsx';
import { useUrlState } from '../../use-url-state.ts';
import { useOrganization } from '../organizations/organizations.ts';

const ofWholeOrganizations: Absence = {
  title: 'Told of the whole organization only',
  text: 'You see some of its locations.',
};

const notYet: Absence = {
  title: 'Not calculated yet',
  text: 'This is worked out within minutes of the first orders, and appears here by itself.',
};

/** Why there is no forecast to show, if there is none. */
export function useNoForecast(): (forecast: Forecast) => Absence | null {
  const ofAnotherDay = useAnotherDay();
  return (forecast) => {
    if (forecast.status === 'not_for_locations') return ofWholeOrganizations;
    if (forecast.status === 'not_yet') return notYet;
    const elsewhere = ofAnotherDay(forecast.told_on, 'The forecast looks ahead from');
    if (elsewhere) return elsewhere;
    return forecast.status === 'insufficient' ? tooLittle(forecast) : null;
  };
}

/** The same of what is counted and not told: for that there is never too little. */
export function useNotCounted(): (counted: Pick<Cohorts, 'status' | 'counted_on'>) => Absence | null {
  const ofAnotherDay = useAnotherDay();
  return ({ status, counted_on }) => {
    if (status === 'not_for_locations') return ofWholeOrganizations;
    return status === 'not_yet' ? notYet : ofAnotherDay(counted_on, 'This is counted until');
  };
}

/** It is of one day; the page may be of another. */
function useAnotherDay(): (on: string | null, words: string) => Absence | null {
  const { asOf, today } = useOrganization();
  const [, change] = useUrlState();
  return (on, words) => {
    const shown = asOf.on ?? today;
    // At midnight the one of yesterday stands until the next is there.
    if (on === null || on === shown || (asOf.on === undefined && daysBetween(on, today) <= 1)) return null;
    return {
      title: 'Of another day',
      text: `${words} ${day(on)}, and you are looking at ${day(shown)}.`,
      action: (
        <Button variant="default" size="sm" onClick={() => change({ as_of: on === today ? 'today' : on })}>
          Show {on === today ? 'today' : 'that day'}
        </Button>
      ),
    };
  };
}

function tooLittle({ reasons }: Forecast): Absence {
  const beaten = reasons.some(({ code }) => code === 'no_better_than');
  return {
    title: beaten ? 'No forecast that could be trusted' : 'Too little history for a forecast',
    text: reasons.map(({ text }) => `${text}.`).join(' '),
  };
}
