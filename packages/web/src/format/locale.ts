/**
 * The page speaks English, so figures and dates follow the reader's own English ("9 Dec" or "Dec 9"): a German date
 * within an English sentence would be read as a mistake.
 */
export function englishLocale(languages: readonly string[]): string {
  return languages.find((language) => /^en\b/i.test(language)) ?? 'en-GB';
}

export const locale = englishLocale(globalThis.navigator?.languages ?? []);
