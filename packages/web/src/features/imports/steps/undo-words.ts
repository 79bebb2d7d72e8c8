import type { ImportAccount } from '@regulars/contract/imports.ts';
import { counted } from '../../../format/numbers.ts';
import { changesByKind, kindNames } from '../account/changes.ts';
import { signedMoney } from '../account/revenue.ts';

/** What undoing does, in sentences of figures. */
export function undoWords(report: ImportAccount, language?: string): string[] {
  const currency = { code: report.currency, digits: report.currency_digits };
  const kinds = changesByKind(report);
  const list = (which: 'created' | 'changed') =>
    kinds
      .filter((kind) => kind[which] > 0)
      .map(({ kind, [which]: rows }) => counted(rows, kindNames[kind].one, kindNames[kind].many, language));
  const created = list('created');
  const changed = list('changed');
  return [
    created.length > 0 && `Taken back: ${enumerated(created)}.`,
    changed.length > 0 && `As before again: ${enumerated(changed)}.`,
    report.net_change_minor !== 0 &&
      `Your net revenue moves by ${signedMoney(-report.net_change_minor, currency, language)}.`,
  ].filter((sentence) => sentence !== false);
}

/** a, b and c */
function enumerated(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
