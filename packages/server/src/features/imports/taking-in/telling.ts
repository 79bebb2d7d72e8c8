import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Cells, Problem } from '../formats/cells.ts';
import type {
  AppointmentTold,
  LineTold,
  OrderTold,
  PersonTold,
  QuoteTold,
  RefundTold,
  Teller,
} from '../formats/format.ts';
import { type Reason, reasons } from '../reasons.ts';
import { Copying, cell, instantCell } from './copying.ts';
import { toldColumns } from './told-tables.ts';

/** How far a source's clock may run ahead of ours. */
const tolerance_ms = 5 * 60_000;
const day_ms = 86_400_000;
const most_value_characters = 200;

export interface ToldRow {
  line: number;
  cells: readonly string[];
  /** As `cells` was read. */
  read: Cells;
}

/**
 * Writes what a row tells into the tables of this import, once the whole row was understood: a row that cannot be read tells
 * nothing but that it was refused.
 */
export class Telling implements Teller {
  readonly #copying: Copying<keyof typeof toldColumns>;
  readonly #header: readonly string[];
  readonly #source: string;
  readonly #latest_ms: number;
  #row: ToldRow | null = null;
  #lineCount = 0;
  #told: (() => void)[] = [];
  #passedOver: { reason: Reason; place: number } | null = null;
  #content: string | null = null;
  #last = { order: '', orderText: '', person: '', personRecord: '', personAt: 0 };

  constructor(client: pg.Client, file: { header: readonly string[]; source: string; now: Date }) {
    this.#copying = new Copying(client, toldColumns);
    this.#header = file.header;
    this.#source = file.source;
    this.#latest_ms = file.now.getTime() + tolerance_ms;
  }

  start(row: ToldRow): void {
    this.#row = row;
    this.#told.length = 0;
    this.#passedOver = null;
    this.#content = null;
  }

  /** @returns why the row was not taken, or null */
  end(): Problem | null {
    const { line, read } = this.#here();
    if (!read.problem && this.#told.length === 0 && !this.#passedOver) read.refuse('nothing_recorded', -1);
    const problem =
      read.problem ??
      (this.#passedOver && { ...this.#passedOver, value: read.raw(this.#passedOver.place), isPersonal: false });
    if (!read.problem) for (const write of this.#told) write();
    if (problem) this.#refuse(line, 0, problem, false);
    else for (const [nth, left] of read.leftOut.entries()) this.#refuse(line, nth + 1, left, true);
    return problem;
  }

  drain = () => this.#copying.drain();
  finish = () => this.#copying.finish();

  order(told: OrderTold): void {
    const order = this.#dated(told);
    this.#isPast(
      order.at,
      order.confirmedAt,
      order.paidAt,
      order.completedAt,
      order.deliveredAt,
      order.cancelledAt,
      order.noShowAt,
    );
    if (order.slotStartsAt != null && order.slotEndsAt != null && order.slotEndsAt < order.slotStartsAt)
      this.#here().read.refuse('ends_before_start', -1);
    this.#told.push(() => this.#writeOrder(order, isUndated(told)));
  }

  line(line: LineTold): void {
    this.#told.push(() => {
      const { of, product, name, category, quantity, unitPrice, discountMinor, taxMinor } = line;
      this.#lineCount += 1;
      this.#copying.add(
        'told_lines',
        `${this.#lineCount}\t${this.#here().line}\t${of === 'order' ? 'o' : 'r'}\t${cell(this.#record(line.record))}\t${cell(product)}\t${cell(name)}\t${cell(category)}\t${quantity}\t${unitPrice}\t${cell(discountMinor)}\t${cell(taxMinor)}`,
      );
    });
  }

  refund(refund: RefundTold): void {
    this.#isPast(refund.at);
    this.#told.push(() => {
      const record = this.#record(refund.record);
      const person = this.#writePerson(refund.person, record, refund.at, false);
      this.#copying.add(
        'told_refunds',
        [
          this.#here().line,
          cell(record),
          this.#contentCell(refund.record),
          cell(person),
          instantCell(refund.at),
          cell(refund.order),
          cell(refund.amountMinor),
          refund.channel,
          cell(refund.location),
          cell(refund.reason),
        ].join('\t'),
      );
    });
  }

  quote(quote: QuoteTold): void {
    this.#isPast(quote.at, quote.acceptedAt, quote.wonAt, quote.lostAt);
    this.#told.push(() =>
      this.#writePlain('q', quote, quote.at, {
        title: quote.title,
        amount: quote.amountMinor,
        instants: [null, null, null, quote.acceptedAt, quote.wonAt, quote.lostAt, null, null, null],
        expiresOn: quote.expiresOn,
      }),
    );
  }

  appointment(told: AppointmentTold): void {
    this.#isPast(told.bookedAt, told.confirmedAt, told.completedAt, told.cancelledAt, told.noShowAt);
    if (told.endsAt != null && told.endsAt < told.startsAt) this.#here().read.refuse('ends_before_start', -1);
    const { bookedAt, endsAt, confirmedAt, completedAt, cancelledAt, noShowAt } = told;
    this.#told.push(() =>
      this.#writePlain('a', told, told.startsAt, {
        title: told.kind,
        amount: null,
        instants: [bookedAt, endsAt, confirmedAt, null, null, null, completedAt, cancelledAt, noShowAt],
        expiresOn: null,
      }),
    );
  }

  customer(person: PersonTold): void {
    const isKnown = person.externalId || person.phone || person.email;
    if (!isKnown) this.#here().read.refuse('nobody', -1);
    const now_ms = this.#latest_ms - tolerance_ms;
    const registeredBy = person.registeredBy == null ? null : Math.min(person.registeredBy, now_ms);
    const registeredAt = person.registeredAt ?? registeredBy;
    this.#isPast(registeredAt, person.registeredBy == null ? null : person.registeredBy - day_ms);
    this.#told.push(() => this.#writePerson({ ...person, registeredAt }, null, registeredAt ?? now_ms, true));
  }

  passOver(reason: Reason, place: number, seen?: { person: PersonTold | null; at: number }): void {
    this.#passedOver ??= { reason, place };
    if (!seen) return;
    this.#isPast(seen.at);
    this.#told.push(() => this.#writePerson(seen.person, `\u0001${this.#here().line}`, seen.at, false));
  }

  #isPast(...instants: (number | null | undefined)[]): void {
    for (const at of instants) {
      if (at != null && at > this.#latest_ms)
        this.#here().read.problem ??= {
          reason: 'in_the_future',
          place: -1,
          value: new Date(at).toISOString(),
          isPersonal: false,
        };
    }
  }

  /** A booking of which only the slot is known: it was made by now at the latest. */
  #dated(order: OrderTold): OrderTold {
    const slot = order.slotStartsAt ?? null;
    const now = this.#latest_ms - tolerance_ms;
    if (!isUndated(order) || slot === null || slot <= now) return order;
    const byNow = (at: number | null | undefined) => (at === slot ? now : (at ?? null));
    return {
      ...order,
      at: now,
      confirmedAt: byNow(order.confirmedAt),
      paidAt: byNow(order.paidAt),
      cancelledAt: byNow(order.cancelledAt),
    };
  }

  #writeOrder(order: OrderTold, isUndated: boolean): void {
    const record = this.#record(order.record);
    const person = this.#writePerson(order.person, record, order.at, false);
    const text = [
      cell(record),
      this.#contentCell(order.record),
      cell(person),
      instantCell(order.at),
      isUndated ? 't' : 'f',
      order.kind,
      order.channel,
      cell(order.number),
      cell(order.location),
      instantCell(order.slotStartsAt),
      instantCell(order.slotEndsAt),
      cell(order.promisedOn),
      instantCell(order.confirmedAt),
      instantCell(order.paidAt),
      instantCell(order.completedAt),
      instantCell(order.deliveredAt),
      instantCell(order.cancelledAt),
      instantCell(order.noShowAt),
      order.isTest ? 't' : 'f',
      cell(order.discountMinor),
      cell(order.taxMinor),
      cell(order.shippingMinor),
      cell(order.tipMinor),
      cell(order.totalMinor),
    ].join('\t');
    // The rows of an order follow each other, and most repeat it word for word.
    if (record === this.#last.order && text === this.#last.orderText) return;
    this.#last.order = record;
    this.#last.orderText = text;
    this.#copying.add('told_orders', `${this.#here().line}\t${text}`);
  }

  #writePlain(
    part: 'q' | 'a',
    told: { record: string | null; person: PersonTold | null; location?: string | null },
    at: number,
    more: {
      title: string | null | undefined;
      amount: number | null;
      instants: (number | null | undefined)[];
      expiresOn: string | null | undefined;
    },
  ): void {
    const record = this.#record(told.record);
    const seenAt = Math.min(more.instants[0] ?? at, this.#latest_ms - tolerance_ms);
    const person = this.#writePerson(told.person, record, seenAt, false);
    this.#copying.add(
      'told_plain',
      [
        this.#here().line,
        part,
        cell(record),
        this.#contentCell(told.record),
        cell(person),
        instantCell(at),
        cell(told.location),
        cell(more.title),
        cell(more.amount),
        ...more.instants.map(instantCell),
        cell(more.expiresOn),
      ].join('\t'),
    );
  }

  /** @returns the person's key; null for a guest */
  #writePerson(person: PersonTold | null, record: string | null, seenAt: number, isProfile: boolean): string | null {
    if (!person) return null;
    const { externalId, phone, email, name, registeredAt, source = this.#source } = person;
    if (!externalId && !phone && !email) return null;
    const key = [externalId ? source : '', externalId ?? '', phone ?? '', email ?? ''].join('\u001f');
    const { last } = { last: this.#last };
    if (record !== null && record === last.personRecord && key === last.person && seenAt >= last.personAt) return key;
    last.person = key;
    last.personRecord = record ?? '';
    last.personAt = seenAt;
    this.#copying.add(
      'told_people',
      [
        this.#here().line,
        cell(key),
        cell(source),
        cell(externalId),
        cell(phone),
        cell(email),
        cell(name),
        instantCell(seenAt),
        instantCell(registeredAt),
        isProfile ? 't' : 'f',
      ].join('\t'),
    );
    return key;
  }

  #refuse(line: number, nth: number, problem: Problem, isLeftOut: boolean): void {
    const record = isLeftOut ? null : this.#here().read.record;
    this.#copying.add(
      'told_refused',
      [
        line,
        nth,
        isLeftOut ? 't' : 'f',
        problem.reason,
        reasons[problem.reason].isMistake ? 't' : 'f',
        cell(this.#header[problem.place] ?? ''),
        cell(shortened(problem.value)),
        problem.isPersonal ? 't' : 'f',
        cell(record?.replaceAll('\0', '').slice(0, 200) || null),
      ].join('\t'),
    );
  }

  /** A document without an id is, within the file, that of its line. */
  #record(record: string | null): string {
    return record ?? `\u0001${this.#here().line}`;
  }

  #contentCell(record: string | null): string {
    if (record !== null) return '\\N';
    this.#content ??= createHash('md5').update(this.#here().cells.join('\u001f')).digest('hex');
    return this.#content;
  }

  #here(): ToldRow {
    if (!this.#row) throw new Error('no row is being told');
    return this.#row;
  }
}

/** Nobody said when the booking was made. */
const isUndated = ({ kind, at, slotStartsAt }: OrderTold): boolean => kind === 'booking' && at === slotStartsAt;

/** As it is shown: no NUL, no half characters, not too long. */
export function shortened(value: string): string {
  const text = value.replaceAll('\0', '\\0').toWellFormed();
  return text.length > most_value_characters ? `${text.slice(0, most_value_characters)}…` : text;
}
