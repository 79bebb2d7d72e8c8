import type { MappedKind } from '@regulars/contract/imports.ts';
import { wordsOf } from './heading-names.ts';
import type { Meaning } from './meanings.ts';

/** What the rows of a table tell, by what its columns may mean and are called. Null: nothing that is recorded, as far as can be seen. */
export function kindOfTable(header: readonly string[], meanings: readonly Meaning[]): MappedKind | null {
  const means = (...wanted: Meaning['what'][]) => meanings.some(({ what }) => wanted.includes(what));
  const says = (words: RegExp) => header.some((heading) => wordsOf(heading).some((word) => words.test(word)));
  const hasMoney = means('total', 'line_total', 'unit_price', 'amount', 'money', 'price');
  const hasDate = means('placed_at', 'date', 'made', 'paid_at', 'completed_at');

  if (hasMoney && (says(quoteWords) || means('won_at', 'lost_at', 'accepted_at', 'amount'))) return 'quotes';
  const hasName = means('customer_name', 'customer_first_name', 'customer_last_name', 'name');
  const hasPerson = hasName || means('customer_id', 'email', 'phone');
  const hasSlot = means('starts_at') || (says(slotWords) && means('date'));
  if (hasSlot && hasPerson) return hasMoney ? 'bookings' : 'appointments';
  // When somebody was entered and what they spent in all is no order: it has to be asked.
  const isOneEach =
    means('made') && !means('placed_at', 'date', 'id', 'reference', 'number', 'record_id', 'total', 'quantity');
  if (hasMoney && hasDate) return isOneEach ? null : 'orders';
  // Bare numbers of customers stand in many tables that are no list of them.
  const isListed = means('email', 'phone') || (hasName && means('customer_id', 'id', 'reference'));
  return isListed && !hasMoney ? 'customers' : null;
}

const quoteWords =
  /^(?:quotes?|quoted|estimates?|proposals?|deals?|opportunit(?:y|ies)|angebot\w*|devis|presupuestos?|preventiv[oi]|orcamentos?|offertes?)$/;

const slotWords =
  /^(?:bookings?|reservations?|appointments?|arrival|nights|buchung\w*|reservierung\w*|termin\w*|naechte|reservas?|rdv|citas?|prenotazion[ei]|appuntament[oi]|boeking\w*|reservering\w*|afspra\w*|agendamentos?|marcac\w+|consultas?)$/;
