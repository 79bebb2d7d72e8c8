import { ageInDays, localDate } from './calendar.ts';
import { contacts, type Sale, sales } from './counting.ts';
import type { Instant, World } from './world.ts';

/** By the ordinal of the order that starts the gap. */
export const orderClasses = ['1', '2-3', '4+'] as const;
export type OrderClass = (typeof orderClasses)[number];

/** The local days between two consecutive orders of a customer, or (open) from the last one until today. */
export type Gap = { customer_id: string; order_class: OrderClass; days: number; closed: boolean };

export const orderClassOf = (ordinal: number): OrderClass => {
  if (ordinal === 1) return '1';
  if (ordinal <= 3) return '2-3';
  return '4+';
};

export const gaps = (world: World, as_of: Instant): Gap[] => {
  const today = localDate(as_of, world.organization.time_zone);
  const all_sales = sales(world, as_of);
  return contacts(world, as_of).flatMap((customer_id) => {
    const bought = all_sales.filter((sale) => sale.customer_id === customer_id);
    return bought.map((sale, index) => {
      const next: Sale | undefined = bought[index + 1];
      // Where the clocks go back over midnight the next order may fall on the day before; no gap is less than 0.
      const days = ageInDays(sale.on, next?.on ?? today);
      return { customer_id, order_class: orderClassOf(index + 1), days, closed: next !== undefined };
    });
  });
};

/** Grain: class × length in days. How many closed gaps there are of it. */
export type GapFacts = { order_class: OrderClass; gap_days: number; closed_count: number };

export const gapFacts = (world: World, as_of: Instant): GapFacts[] => {
  const closed = gaps(world, as_of).filter((gap) => gap.closed);
  return orderClasses.flatMap((order_class) => {
    const of_class = closed.filter((gap) => gap.order_class === order_class);
    const lengths = [...new Set(of_class.map((gap) => gap.days))].sort((a, b) => a - b);
    return lengths.map((days) => ({
      order_class,
      gap_days: days,
      closed_count: of_class.filter((gap) => gap.days === days).length,
    }));
  });
};
