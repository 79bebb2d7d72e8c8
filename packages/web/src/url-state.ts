import { channels } from '@regulars/contract/activity.ts';
import { type CustomerFilter, type RfmSegment, rfmSegments } from '@regulars/contract/metrics.ts';
import { type ListState, parseListState } from './features/customers/list/list-state.ts';
import { isLocalDate } from './format/dates.ts';

/** What a reader has chosen. It lives in the URL, so a view can be kept, sent and gone back to. */
export interface UrlState extends ListState {
  /** A day, or `today` when it was chosen over the day of the last order. */
  as_of?: string;
  /** Days. */
  period?: Period;
  channel?: Channel;
  segment?: RfmSegment;
}

export type Channel = NonNullable<CustomerFilter['channel']>;

export const periods = [7, 30, 90, 365, 3650] as const;
export type Period = (typeof periods)[number];
/** "All time" as the contract takes it. */
export const allTime: Period = 3650;

/** Reads the state from what the address bar holds. What makes no sense is left out, never an error page. */
export function parseUrlState(search: Record<string, unknown>): UrlState {
  return present({
    ...parseListState(search),
    as_of:
      typeof search.as_of === 'string' && (search.as_of === 'today' || isLocalDate(search.as_of))
        ? search.as_of
        : undefined,
    period: periods.find((period) => period === Number(search.period)),
    channel: channels.find((channel) => channel === search.channel),
    segment: rfmSegments.find((segment) => segment === search.segment),
  });
}

/** Changes some of the state; `undefined` takes a choice back. */
export function changeUrlState(
  state: UrlState,
  change: { [Key in keyof UrlState]?: UrlState[Key] | undefined },
): UrlState {
  return present({ ...state, ...change });
}

function present(state: { [Key in keyof UrlState]: UrlState[Key] | undefined }): UrlState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
}
