import { day } from '../../../format/dates.ts';
import { type Currency, exactMoney } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { allTime, type UrlState } from '../../../url-state.ts';
import { channelNames, crmNames, frequencyNames, spendingNames, stageOfOne } from '../../metrics/labels.ts';

/** A choice that narrows the list, in words, and the names it stands under in the address. */
export interface ActiveFilter {
  text: string;
  keys: (keyof UrlState)[];
}

/** What narrows the list, the search aside. */
export function activeFilters(
  state: UrlState,
  { currency, locations }: { currency: Currency; locations: readonly { location_id: string; name: string }[] },
): ActiveFilter[] {
  const money = (minor: number | undefined) => (minor === undefined ? undefined : exactMoney(minor, currency));
  const place = locations.find(({ location_id }) => location_id === state.location_id)?.name ?? 'another location';
  const told: [string | undefined | false, (keyof UrlState)[]][] = [
    [state.stage && `Stage: ${stageOfOne[state.stage]}`, ['stage']],
    [state.segment && `RFM: ${state.segment}`, ['segment']],
    [state.crm_status && `CRM: ${crmNames[state.crm_status]}`, ['crm_status']],
    [state.spending_tier && `Spending: ${spendingNames[state.spending_tier]}`, ['spending_tier']],
    [state.frequency_tier && `Frequency: ${frequencyNames[state.frequency_tier]}`, ['frequency_tier']],
    [state.period !== undefined && state.period !== allTime && `Bought within ${count(state.period)} days`, ['period']],
    [state.channel && `Through: ${channelNames[state.channel]}`, ['channel']],
    [state.location_id && `At: ${place}`, ['location_id']],
    [
      range('Orders', state.order_count_from?.toString(), state.order_count_to?.toString()),
      ['order_count_from', 'order_count_to'],
    ],
    [range('Net', money(state.net_from_minor), money(state.net_to_minor)), ['net_from_minor', 'net_to_minor']],
    [
      state.last_order_within_days !== undefined && `Last order within ${count(state.last_order_within_days)} days`,
      ['last_order_within_days'],
    ],
    [
      state.last_order_before_days !== undefined &&
        `Last order ${count(state.last_order_before_days)} days ago or longer`,
      ['last_order_before_days'],
    ],
    [
      range(
        'Registered',
        state.registered_from && day(state.registered_from),
        state.registered_to && day(state.registered_to),
      ),
      ['registered_from', 'registered_to'],
    ],
    [state.has_email !== undefined && (state.has_email ? 'Has an e-mail' : 'No e-mail'), ['has_email']],
    [state.has_phone !== undefined && (state.has_phone ? 'Has a phone number' : 'No phone number'), ['has_phone']],
  ];
  return told.flatMap(([text, keys]) => (text ? [{ text, keys }] : []));
}

function range(name: string, from: string | undefined, to: string | undefined): string | undefined {
  if (from !== undefined && to !== undefined) return from === to ? `${name}: ${from}` : `${name}: ${from} to ${to}`;
  if (from !== undefined) return `${name}: from ${from}`;
  return to === undefined ? undefined : `${name}: up to ${to}`;
}

/** Takes choices back. */
export function cleared(filters: readonly ActiveFilter[]): Partial<Record<keyof UrlState, undefined>> {
  return Object.fromEntries(filters.flatMap(({ keys }) => keys).map((key) => [key, undefined]));
}
