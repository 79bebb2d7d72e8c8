/** What has to hold, and whether it did. */
export interface Outcome {
  bar: string;
  /** In words, with the figures. */
  found: string;
  isMet: boolean;
}

export type Bar = (folder: string, say: (text: string) => void) => Promise<Outcome[]>;
