import type { Priced } from '../making/money.ts';

/** What Harbour & Pine sells. Prices are without value added tax; coffee is food and bears none. */
export type Ware = Priced & { tax_rate: number };

const shelf = (
  category: string,
  code: string,
  tax_rate: number,
  wares: readonly [name: string, price_minor: number][],
) =>
  wares.map(
    ([name, price_minor], at): Ware => ({
      external_id: `${code}-${String(at + 1).padStart(2, '0')}`,
      name,
      category,
      price_minor,
      tax_rate,
    }),
  );

export const coffee = shelf('Coffee', 'COF', 0, [
  ['Slipway Espresso, 250 g', 850],
  ['Slipway Espresso, 1 kg', 2800],
  ['Headland Filter, 250 g', 895],
  ['Headland Filter, 1 kg', 2950],
  ['Low Tide Decaf, 250 g', 925],
  ['Lamplighter Dark Roast, 250 g', 825],
  ['Single Estate of the Month, 250 g', 1195],
  ['Cold Brew Bags, eight', 1050],
]);

export const brewing = shelf('Brewing', 'BRW', 0.2, [
  ['Stoneware Pour-over, two cups', 2000],
  ['Ash Pour-over Stand', 3500],
  ['Hand Grinder', 5750],
  ['Gooseneck Kettle, 0.9 l', 4500],
  ['Paper Filters, a hundred', 500],
  ['Brewing Scales', 2750],
  ['Copper Coffee Scoop', 1000],
]);

export const home = [
  ...shelf('Tableware', 'TAB', 0.2, [
    ['Speckled Mug', 1250],
    ['Speckled Mugs, set of four', 4500],
    ['Breakfast Bowl', 1350],
    ['Serving Platter, oval', 3250],
    ['Pine Butter Board', 2000],
    ['Salt Cellar', 1150],
    ['Carafe, one litre', 2400],
  ]),
  ...shelf('Textiles', 'TEX', 0.2, [
    ['Linen Tea Towels, pair', 1500],
    ['Washed Linen Napkins, four', 2750],
    ['Lambswool Throw', 7500],
    ['Fisherman’s Apron', 3750],
    ['Waffle Bath Towel', 2900],
    ['Herringbone Cushion', 3400],
  ]),
  ...shelf('Candles', 'CAN', 0.2, [
    ['Driftwood Candle', 1650],
    ['Pine Resin Candle', 1650],
    ['Beeswax Dinner Candles, six', 1400],
    ['Matches in a Bottle', 750],
    ['Candle Snuffer', 1200],
  ]),
  ...shelf('Living', 'LIV', 0.2, [
    ['Harbour Print, A3', 2250],
    ['Enamel Lamp', 6500],
    ['Oak Peg Rail', 3100],
    ['Log Basket', 5200],
    ['Stoneware Vase', 2850],
    ['Ash Stool', 9900],
  ]),
];

export const gifts = shelf('Gifts', 'GFT', 0.2, [
  ['Coffee Lover’s Box', 3750],
  ['Evening by the Fire Box', 4600],
  ['New Home Box', 5400],
  ['Gift Card Wrapping', 350],
]);

export const wares: readonly Ware[] = [...coffee, ...brewing, ...home, ...gifts];
