/** What the address of an import holds besides: that the reader went back to change how the file is read. */
export interface ImportSearch {
  step?: 'understood';
}

export function parseImportSearch(search: Record<string, unknown>): ImportSearch {
  return search.step === 'understood' ? { step: 'understood' } : {};
}
