/**
 * The page speaks English, so figures and dates follow the reader's own English ("9 Dec" or "Dec 9"): a German date
 * within an English sentence would be read as a mistake.
 */
export function englishLocale(languages: readonly string[]): string {
  return languages.find((language) => /^en\b/i.test(language) && isLanguageTag(language)) ?? 'en-GB';
}

/** Some systems hand the browser a locale of their own, such as `en-US@posix`, which Intl refuses. */
function isLanguageTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}

export const locale = englishLocale(globalThis.navigator?.languages ?? []);
