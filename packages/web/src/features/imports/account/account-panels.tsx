import type { ImportAccount } from '@regulars/contract/imports.ts';
import classes from './account-panels.module.css';
import { ChangesPanel } from './changes-panel.tsx';
import { LeftOutPanel } from './left-out-panel.tsx';
import { OrderStatesPanel } from './order-states-panel.tsx';
import { RevenuePanel } from './revenue-panel.tsx';
import { RowsPanel } from './rows-panel.tsx';

/** A preview tells what would be, a report what was, and of an import that was undone, what is no more. */
export type Tense = 'would' | 'did' | 'had';

const words: Record<Tense, { changes: string; moves: string; leftOut: string }> = {
  would: {
    changes: 'What it would change',
    moves: 'Your net revenue would move by',
    leftOut: 'The rows are taken, without these values.',
  },
  did: {
    changes: 'What it changed',
    moves: 'Your net revenue moved by',
    leftOut: 'The rows were taken, without these values.',
  },
  had: {
    changes: 'What it had changed',
    moves: 'Your net revenue had moved by',
    leftOut: 'The rows had been taken, without these values.',
  },
};

interface Props {
  account: ImportAccount;
  importId: string;
  tense: Tense;
}

/** The same account before and after: every row, every kind of record, the revenue, the values left out. */
export function AccountPanels({ account, importId, tense }: Props) {
  // A list of customers has none.
  const hasMoney = account.gross_minor !== 0 || account.refunded_minor !== 0 || account.net_change_minor !== 0;
  const { changes, moves, leftOut } = words[tense];
  return (
    <>
      <RowsPanel account={account} importId={importId} />
      <div className={classes.pair} data-alone={!hasMoney || undefined}>
        <ChangesPanel account={account} title={changes} />
        {hasMoney && <RevenuePanel account={account} moves={moves} />}
      </div>
      <OrderStatesPanel account={account} />
      <LeftOutPanel leftOut={account.left_out} lead={leftOut} />
    </>
  );
}
