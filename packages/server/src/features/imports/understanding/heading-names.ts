/** The columns that a heading may be meant to be, by its words. */

/** Before and after what counts: `Order Date`, `Customer E-Mail`, `Total (EUR)`. */
const qualifiers = new Set(
  `order sale transaction invoice receipt booking reservation appointment quote deal customer client guest patient
   member contact buyer billing bill main primary default eur usd gbp chf cad aud euro euros dollar dollars incl inc excl ttc ht
   local utc gmt kunde kunden rechnung rechnungs bestell bestellung client commande facture cliente pedido factura ordine fattura
   klant bestelling factuur`.split(/\s+/),
);
const fillers = new Set(
  `the of a an for per by de du des d l la le les el los las il lo gli del della dello dei da do dos das di van der die das den het een`.split(
    ' ',
  ),
);
const numbers = new Set(['number', 'no', 'nr', 'num', 'numero', 'nummer', 'n', 'nbr']);

/** `orderid`, `invoiceno`. */
const glued =
  /\b(order|invoice|receipt|customer|client|booking|product|item|transaction|quote)(id|no|nr|num|number|date|name)\b/gi;

/** A heading's words, without case, accents, order and what means nothing. */
export function wordsOf(heading: string): string[] {
  const words = heading
    .slice(0, 200)
    .normalize('NFC')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/#/g, ' number ')
    .replace(glued, '$1 $2')
    .replace(/ß/g, 'ss')
    // Umlauts are written in two ways: one is made the other.
    .replace(/[äÄ]/g, 'ae')
    .replace(/[öÖ]/g, 'oe')
    .replace(/[üÜ]/g, 'ue')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !fillers.has(word));
  return words.map((word) => (numbers.has(word) ? 'number' : word));
}

const sorted = (words: readonly string[]): string => words.toSorted().join(' ');

/** Under which a heading is looked for: as it is, as one word, and without what only says of which record it is. */
export function keysOf(heading: string): { key: string; isExact: boolean }[] {
  const words = wordsOf(heading);
  const bare = words.filter((word) => !qualifiers.has(word));
  const isQualified = bare.length > 0 && bare.length < words.length;
  return [
    { key: sorted(words), isExact: true },
    { key: words.join(''), isExact: true },
    ...(isQualified ? [{ key: sorted(bare), isExact: false }] : []),
  ];
}

/** Under which the phrases of a list are found. */
export function keysOfPhrases(phrases: string): string[] {
  return phrases.split(',').flatMap((phrase) => {
    const words = wordsOf(phrase);
    return [sorted(words), words.join('')];
  });
}
