import { useState } from 'react';

/**
 * What is being typed into a field, until it is told. Another value from outside (what was told, or the old one where it was
 * refused) takes its place, and the field keeps the focus.
 */
export function useTyped(told: string): [string, (typed: string) => void] {
  const [field, set] = useState({ told, typed: told });
  if (field.told !== told) set({ told, typed: told });
  return [field.told === told ? field.typed : told, (typed) => set({ told, typed })];
}
