import type { CustomerRecord, OrderState } from '@regulars/contract/customers.ts';
import { channelNames } from '../../../metrics/labels.ts';

export const stateNames: Record<OrderState, { name: string; tone: 'good' | 'bad' | 'ahead' | 'quiet' }> = {
  counts: { name: 'Paid', tone: 'good' },
  partially_refunded: { name: 'Refunded in part', tone: 'good' },
  refunded: { name: 'Refunded', tone: 'bad' },
  upcoming: { name: 'Ahead', tone: 'ahead' },
  unpaid: { name: 'Not paid', tone: 'quiet' },
  not_completed: { name: 'Not completed', tone: 'quiet' },
  cancelled: { name: 'Cancelled', tone: 'bad' },
  no_show: { name: 'No-show', tone: 'bad' },
  nothing_paid: { name: 'Nothing paid', tone: 'quiet' },
  test: { name: 'Test', tone: 'quiet' },
};

/** The first three of the states count. */
export function isCounted(state: OrderState): boolean {
  return state === 'counts' || state === 'partially_refunded' || state === 'refunded';
}

const kindNames = { sale: 'Order', work_order: 'Work order', booking: 'Booking' } as const;

/** What a record is, in a line. */
export function titleOf(record: CustomerRecord): string {
  switch (record.record) {
    case 'order':
      return `${kindNames[record.kind]} ${record.number ?? record.external_id}`;
    case 'credit_note':
      return 'Credit note';
    case 'quote':
      return record.title === null ? 'Quote' : `Quote: ${record.title}`;
    case 'appointment':
      return sentenceCase(record.kind.replaceAll('_', ' '));
  }
}

/** Where it was, through what. */
export function placeOf(record: CustomerRecord): string {
  switch (record.record) {
    case 'order':
      return [record.location, channelNames[record.channel].toLowerCase()].filter(Boolean).join(', ');
    case 'credit_note':
      return record.reason ?? 'of no order';
    case 'quote':
    case 'appointment':
      return record.location ?? '';
  }
}

/** The day it belongs to. */
export function dayOfRecord(record: CustomerRecord): string {
  switch (record.record) {
    case 'order':
      return record.happened_on;
    case 'credit_note':
      return record.refunded_on;
    case 'quote':
      return record.quoted_on;
    case 'appointment':
      return record.starts_on;
  }
}

/** How it stands, in a word, and whether that is good. */
export function standingOf(record: CustomerRecord): { name: string; tone: 'good' | 'bad' | 'ahead' | 'quiet' } {
  switch (record.record) {
    case 'order':
      return stateNames[record.state];
    case 'credit_note':
      return { name: 'Given back', tone: 'bad' };
    case 'quote':
    case 'appointment': {
      const last = record.statuses.at(-1)?.status;
      if (last === undefined) return { name: 'Open', tone: 'ahead' };
      return { name: statusNames[last], tone: tones[last] };
    }
  }
}

export const statusNames = {
  confirmed: 'Confirmed',
  paid: 'Paid',
  completed: 'Completed',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  no_show: 'No-show',
  reinstated: 'Reinstated',
  accepted: 'Accepted',
  won: 'Won',
  lost: 'Lost',
} as const;

const tones = {
  confirmed: 'ahead',
  completed: 'good',
  cancelled: 'bad',
  no_show: 'bad',
  accepted: 'ahead',
  won: 'good',
  lost: 'bad',
} as const;

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
