import type { Person } from '@regulars/contract/activity.ts';
import { invariant } from '../../platform/errors.ts';
import { type Country, namesOf } from './names.ts';
import { elementAt, type Random } from './random.ts';

/** What is known of somebody: a chance for each identifier, and the name of a firm where it is one. */
export type Acquaintance = {
  external_id?: string | undefined;
  registered_at?: string | undefined;
  /** Chances that we know them; default: e-mail always, phone never, name always. */
  email?: number;
  phone?: number;
  name?: number;
  /** A firm's name instead of a person's. */
  firm?: string | undefined;
};

/** The people of one organization: no two share an e-mail address or a telephone number. */
export type People = { meet(known: Acquaintance): Person };

export function peopleOf(random: Random, country: Country): People {
  const { first, family } = namesOf(country);
  const taken = new Map<string, number>();
  const nextPhone = phoneBook(country);

  function emailFor(name: string): string {
    const words = asciiWords(name);
    const box = random.chance(0.7) ? words.join('.') : `${elementAt(words, 0).slice(0, 1)}${words.slice(1).join('')}`;
    const count = (taken.get(box) ?? 0) + 1;
    taken.set(box, count);
    return count === 1 ? `${box}@example.com` : `${box}.${count}@example.com`;
  }

  return {
    meet(known) {
      const name = known.firm ?? `${random.pick(first)} ${random.pick(family)}`;
      const person: Person = {};
      if (known.external_id !== undefined) person.external_id = known.external_id;
      if (random.chance(known.phone ?? 0)) {
        const phone = nextPhone();
        if (phone !== undefined) person.phone = phone;
      }
      if (random.chance(known.email ?? 1)) person.email = emailFor(name);
      if (random.chance(known.name ?? 1)) person.name = name;
      if (known.registered_at !== undefined) person.registered_at = known.registered_at;
      invariant(person.external_id ?? person.phone ?? person.email, 'a person has an identifier');
      return person;
    },
  };
}

/** A made-up firm: a family name and what it does. */
export const firmName = (random: Random, country: Country, trades: readonly string[]) =>
  `${random.pick(namesOf(country).family)} ${random.pick(trades)}`;

/** Lower-case words of a–z and digits, accents dropped. */
const asciiWords = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/**
 * Telephone numbers that ring at nobody's, all of them valid by libphonenumber-js/min:
 * GB: the geographic numbers that Ofcom keeps for drama (its mobile ones, 07700 900xxx, are not valid there).
 * IE: 020 91x xxxx, which ComReg keeps for drama.
 * US: 555-0100 to 555-0199 of each area code, kept for fiction.
 * GH: nothing is kept for fiction; 058 is a mobile code in form that no network has been given.
 */
const reserved: Record<Country, { prefixes: readonly string[]; digits: number }> = {
  GB: {
    prefixes:
      '20 7946 0,113 496 0,114 496 0,116 496 0,117 496 0,118 496 0,121 496 0,131 496 0,141 496 0,151 496 0,161 496 0,191 498 0'
        .split(',')
        .map((prefix) => `+44${prefix.replaceAll(' ', '')}`),
    digits: 3,
  },
  IE: { prefixes: ['+3532091'], digits: 5 },
  US: {
    prefixes: '212 332 347 516 551 609 631 646 718 732 845 862 908 914 917 929 973 201 203 475 860 959 215 267 610 484'
      .split(' ')
      .map((area) => `+1${area}55501`),
    digits: 2,
  },
  GH: { prefixes: ['+23358'], digits: 7 },
};

/** Number after number, each once, in no order that anyone would notice; none when they are used up. */
function phoneBook(country: Country): () => string | undefined {
  const { prefixes, digits } = reserved[country];
  const per_prefix = 10 ** digits;
  const size = prefixes.length * per_prefix;
  const stride = 7_368_787; // a prime that divides none of the sizes: every number comes by once
  let count = 0;
  return () => {
    if (count >= size) return undefined;
    const number = (++count * stride) % size;
    const prefix = elementAt(prefixes, Math.floor(number / per_prefix));
    return prefix + String(number % per_prefix).padStart(digits, '0');
  };
}
