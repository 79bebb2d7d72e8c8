/** What a sample of cells shows about how they are written. The examples are cells that can be read either way, or both ways. */
export type Finding<Value> =
  | { is: 'known'; value: Value }
  /** No cell needs it. */
  | { is: 'unknown' }
  | { is: 'ambiguous' | 'contradictory'; options: Value[]; examples: string[] };

export const most_examples = 5;
