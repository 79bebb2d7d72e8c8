/** ISO 4217, the old ones too: the files of a shop go back further than its currency. */
const codes = new Set(Intl.supportedValuesOf('currency'));

/** What is written for a currency and is neither its code nor a sign that Unicode knows as such. */
const written = new Set(
  `us$ a$ au$ c$ ca$ can$ nz$ hk$ s$ sg$ nt$ mx$ r$ $us $ca $au r b/. s/ s/. kr kr. kč zł ft lei лв лв. руб руб. р. fr fr. sfr sfr. rs rs. ksh kes rm rp rp. din. dh dhs`.split(
    ' ',
  ),
);

const signs = /^\p{Sc}\s*|\s*\p{Sc}$/u;
const wordBefore = /^([\p{L}/.]{1,4}\p{Sc}?)\s*(?=[-+\u2212\u2013\uFE63\uFF0D(\d.,])/u;
const wordAfter = /\s*(\p{Sc}?[\p{L}/.]{1,4}\p{Sc}?)$/u;

/** The text without a currency before or after it; the text itself where there is none. */
export function withoutCurrency(text: string): string {
  // `US$` is one word: its sign alone would leave half of it.
  for (const place of [wordBefore, wordAfter]) {
    const word = place.exec(text)?.[1];
    if (word && isCurrency(word)) return text.replace(place, '');
  }
  return text.replace(signs, '');
}

function isCurrency(word: string): boolean {
  return codes.has(word.toUpperCase()) || written.has(word.toLowerCase());
}
