import type { Question, Reading } from '@regulars/contract/imports.ts';

export interface Asked {
  question: Question;
  /** Whether the file still cannot be read without it. */
  isOpen: boolean;
}

/**
 * The questions of the page: those still open, and those answered since it was opened. An answered one stays where it is, so
 * that nothing jumps away under the reader's finger and the answer can be changed. What is answered elsewhere, by giving a
 * column, goes.
 */
export function askedSoFar(before: readonly Asked[], open: readonly Question[]): Asked[] {
  const kept = before.flatMap(({ question }) => {
    const again = open.find((each) => nameOf(each) === nameOf(question));
    if (again) return [{ question: again, isOpen: true }];
    return question.about === 'columns' ? [] : [{ question, isOpen: false }];
  });
  const fresh = open.filter((each) => !before.some(({ question }) => nameOf(question) === nameOf(each)));
  return [...kept, ...fresh.map((question) => ({ question, isOpen: true }))];
}

/** What tells two questions apart: of the columns there may be several, each of another column. */
export function nameOf({ about, text }: Question): string {
  return about === 'columns' ? `columns ${text}` : about;
}

/** What was answered; undefined for a question that is answered elsewhere on the page. */
export function answerTo(question: Question, reading: Reading): string | null | undefined {
  switch (question.about) {
    case 'date_order':
      return reading.date_order;
    case 'decimal_mark':
      return reading.decimal_mark;
    case 'kind':
      return reading.kind;
    case 'columns':
      return undefined;
  }
}
