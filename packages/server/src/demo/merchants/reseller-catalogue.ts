import type { Priced } from '../making/money.ts';
import { elementAt } from '../making/random.ts';

/** Data bundles of three made-up mobile networks; how much of the town each has. */
export type Network = { name: string; share: number; bundles: readonly Priced[] };

const sizes: readonly [gigabytes: number, price_minor: number][] = [
  [1, 600],
  [2, 1150],
  [3, 1700],
  [5, 2700],
  [10, 5000],
  [20, 9400],
  [50, 21_500],
];

const network = (name: string, code: string, share: number, dearness: number): Network => ({
  name,
  share,
  bundles: sizes.map(([gigabytes, price_minor]) => ({
    external_id: `${code}-${gigabytes}`,
    name: `${name} ${gigabytes} GB`,
    category: name,
    price_minor: Math.round((price_minor * dearness) / 10) * 10,
  })),
});

export const networks: readonly Network[] = [
  network('Sunbird Mobile', 'SUN', 6, 1),
  network('Harmattan', 'HAR', 3, 0.94),
  network('Blue Volta', 'BLU', 2, 0.88),
];

export const bundles = networks.flatMap((each) => each.bundles);

/** The bundle whose price comes nearest to the amount. */
export const bundleNear = ({ bundles }: Network, amount_minor: number): Priced =>
  bundles.reduce(
    (best, bundle) =>
      Math.abs(bundle.price_minor - amount_minor) < Math.abs(best.price_minor - amount_minor) ? bundle : best,
    elementAt(bundles, 0),
  );
