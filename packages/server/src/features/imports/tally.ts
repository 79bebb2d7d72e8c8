import { type Reason, reasons } from './reasons.ts';

/** How many examples of each reason are kept. */
export const most_examples = 5;
const most_value_characters = 100;

/** Where in the file, and what stood there. `field` is empty where the whole document is meant and `value` names it. */
export interface Example {
  line: number;
  field: string;
  value: string;
}

export interface NotTaken {
  reason: Reason;
  meaning: string;
  /** Somebody may want to mend the file; false: the row is as it should be, and is no sale. */
  is_mistake: boolean;
  rows: number;
  examples: Example[];
}

/** Counts the rows of a file: read = taken + not taken, by reason. */
export class Tally {
  rowsRead = 0;
  readonly #notTaken = new Map<Reason, { rows: number; examples: Example[] }>();

  refuse(reason: Reason, rows: number, examples: readonly Example[]): void {
    const kept = this.#notTaken.get(reason) ?? { rows: 0, examples: [] };
    this.#notTaken.set(reason, kept);
    kept.rows += rows;
    for (const example of examples.slice(0, most_examples - kept.examples.length)) {
      kept.examples.push({ ...example, value: shortened(example.value) });
    }
  }

  /** The same for one row, without making anything for the thousandth of its kind. */
  refuseRow(reason: Reason, line: number, field: string, value: string): void {
    const kept = this.#notTaken.get(reason);
    if (!kept || kept.examples.length < most_examples) this.refuse(reason, 1, [{ line, field, value }]);
    else kept.rows += 1;
  }

  get rowsNotTaken(): number {
    return [...this.#notTaken.values()].reduce((sum, { rows }) => sum + rows, 0);
  }

  get rowsTaken(): number {
    return this.rowsRead - this.rowsNotTaken;
  }

  notTaken(): NotTaken[] {
    return [...this.#notTaken]
      .map(([reason, { rows, examples }]) => {
        const { isMistake, meaning } = reasons[reason];
        return { reason, meaning, is_mistake: isMistake, rows, examples };
      })
      .sort((a, b) => b.rows - a.rows);
  }
}

function shortened(value: string): string {
  const text = value.replaceAll('\0', '\\0').toWellFormed();
  return text.length > most_value_characters ? `${text.slice(0, most_value_characters)}…` : text;
}
