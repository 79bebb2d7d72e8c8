import type { OrderTold } from '../format.ts';

const words: readonly (readonly [OrderTold['channel'], RegExp])[] = [
  [
    'marketplace',
    /market ?place|amazon|ebay|etsy|zalando|allegro|bol\.com|booking\.com|airbnb|expedia|fresha|treatwell/,
  ],
  ['online', /online|web|internet|e-?commerce|shopify|woo|\bapp\b|site|tienda en l|boutique en l/],
  [
    'pos',
    /\bpos\b|\btill\b|store|shop|retail|register|kasse|laden|filiale|magasin|caisse|tienda|negozio|loja|winkel|butik|sklep/,
  ],
  ['phone', /phone|\btel\b|call|telefon|telefoon|anruf/],
  ['in_person', /person|walk-?in|counter|vor ort|face/],
];

/** By which way a sale came, as a system's word says it; any other word is `other`. */
export function channelOfWord(word: string): OrderTold['channel'] {
  const text = word.toLowerCase();
  return words.find(([, known]) => known.test(text))?.[0] ?? 'other';
}
