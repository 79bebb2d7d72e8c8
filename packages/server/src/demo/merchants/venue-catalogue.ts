import type { Priced } from '../making/money.ts';

export type Venue = { external_id: string; name: string; share: number };

/** Escape games of Lantern & Latch; each is built at one venue. The price is for one player. */
export type Game = Priced & { venue: string; liking: number };

export const venues: readonly Venue[] = [
  { external_id: 'gowanus', name: 'Gowanus', share: 5 },
  { external_id: 'astoria', name: 'Astoria', share: 4 },
  { external_id: 'white-plains', name: 'White Plains', share: 2.5 },
];

export const games: readonly Game[] = [
  {
    external_id: 'G1',
    name: 'The Lighthouse Keeper',
    category: 'Mystery',
    price_minor: 3800,
    venue: 'gowanus',
    liking: 5,
  },
  { external_id: 'G2', name: 'Cellar Nine', category: 'Horror', price_minor: 4200, venue: 'gowanus', liking: 4 },
  {
    external_id: 'G3',
    name: 'Orbit Decay',
    category: 'Science fiction',
    price_minor: 4000,
    venue: 'gowanus',
    liking: 3,
  },
  { external_id: 'G4', name: 'The Forger’s Attic', category: 'Heist', price_minor: 3800, venue: 'gowanus', liking: 4 },
  {
    external_id: 'G5',
    name: 'Midnight at the Menagerie',
    category: 'Mystery',
    price_minor: 3800,
    venue: 'astoria',
    liking: 5,
  },
  {
    external_id: 'G6',
    name: 'The Long Night Train',
    category: 'Adventure',
    price_minor: 4000,
    venue: 'astoria',
    liking: 4,
  },
  { external_id: 'G7', name: 'Ward Eleven', category: 'Horror', price_minor: 4200, venue: 'astoria', liking: 2 },
  {
    external_id: 'G8',
    name: 'Captain Pip’s Treasure',
    category: 'Family',
    price_minor: 3200,
    venue: 'white-plains',
    liking: 4,
  },
  {
    external_id: 'G9',
    name: 'The Clockmaker’s Daughter',
    category: 'Mystery',
    price_minor: 3600,
    venue: 'white-plains',
    liking: 3,
  },
];

export const event_host: Priced = {
  external_id: 'E1',
  name: 'Event host, three hours',
  category: 'Events',
  price_minor: 25_000,
};
