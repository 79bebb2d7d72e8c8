import type { Priced } from '../making/money.ts';
import type { DemoProduct } from '../making/organization.ts';

/** What Larkmere Opticians sell, prices with value added tax in them, as shops on the high street show them. */
export type Article = Priced & { kind: DemoProduct['kind'] };

const drawer = (
  category: string,
  code: string,
  articles: readonly [name: string, price_minor: number][],
  kind: DemoProduct['kind'] = 'good',
) =>
  articles.map(
    ([name, price_minor], at): Article => ({ external_id: `${code}${at + 1}`, name, category, price_minor, kind }),
  );

export const eye_tests = drawer(
  'Eye care',
  'EYE',
  [
    ['Eye examination', 3500],
    ['Contact lens check', 2500],
  ],
  'service',
);

export const frames = drawer('Frames', 'FRM', [
  ['Frame “Tern”, acetate', 8900],
  ['Frame “Plover”, steel', 10900],
  ['Frame “Curlew”, acetate', 12900],
  ['Frame “Kestrel”, titanium', 18900],
  ['Frame “Osprey”, titanium rimless', 24900],
  ['Frame “Wren”, children', 6900],
]);

export const lenses = drawer('Lenses', 'LEN', [
  ['Single vision lenses, pair', 7900],
  ['Single vision lenses, thin, pair', 12900],
  ['Screen-work lenses, pair', 14900],
  ['Varifocal lenses, pair', 22900],
  ['Varifocal lenses, wide field, pair', 36900],
]);

export const coatings = drawer('Coatings', 'COA', [
  ['Anti-reflection coating', 3900],
  ['Light-adaptive tint', 6900],
]);

export const contact_lenses = drawer('Contact lenses', 'CON', [
  ['Monthly lenses, three months', 5400],
  ['Daily lenses, ninety', 6900],
  ['Daily toric lenses, ninety', 9900],
]);

export const small_things = drawer('Accessories', 'ACC', [
  ['Lens solution, two bottles', 2200],
  ['Eye drops', 1250],
  ['Hard case', 1500],
  ['Cleaning set', 950],
  ['Ready readers', 2900],
  ['Sunglasses “Skerry”', 7900],
]);

export const articles = [...eye_tests, ...frames, ...lenses, ...coatings, ...contact_lenses, ...small_things];
