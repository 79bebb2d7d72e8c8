import { Button } from '@mantine/core';
import type { ImportAccount, NotTaken } from '@regulars/contract/imports.ts';
import { count, counted } from '../../../format/numbers.ts';
import { DownloadIcon } from '../../../ui/icons.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { Callout } from '../callout.tsx';
import { Panel } from '../panel.tsx';
import { Reasons } from './reasons.tsx';
import { inOrder, type RowSums, rowSums } from './row-sums.ts';
import classes from './rows-panel.module.css';

/** Every row of the file: taken, or not taken and why. */
export function RowsPanel({ account, importId }: { account: ImportAccount; importId: string }) {
  const sums = rowSums(account);
  const mistakes = inOrder(account.not_taken.filter(({ is_mistake }) => is_mistake));
  const noRecord = inOrder(account.not_taken.filter(({ is_mistake }) => !is_mistake));
  return (
    <Panel
      title="Every row of the file"
      actions={(sums.notTaken > 0 || account.left_out.length > 0) && <DownloadRows importId={importId} />}
    >
      <Sum sums={sums} />
      {!sums.addsUp && (
        <Callout tone="bad">
          These rows do not add up, which is a fault of ours. Please do not rely on this account before it was looked
          into.
        </Callout>
      )}
      <Group
        title={`${counted(sums.mistakes, 'row')} could not be taken`}
        text="Something in them cannot be read or cannot be right. Mend them in the file and bring it in again: what is recorded already is not counted twice."
        reasons={mistakes}
      />
      <Group
        title={`${counted(sums.noRecord, 'row')} with nothing to record`}
        text="These are as they should be, and are neither a sale nor anything else that is recorded."
        reasons={noRecord}
      />
    </Panel>
  );
}

function Sum({ sums }: { sums: RowSums }) {
  return (
    <div className={classes.sum}>
      <p className={classes.equation}>
        <span>
          <b>{count(sums.read)}</b> rows read
        </span>
        <i>=</i>
        <span>
          <b>{count(sums.taken)}</b> taken
        </span>
        <i>+</i>
        <span>
          <b>{count(sums.notTaken)}</b> not taken
        </span>
      </p>
      {sums.read > 0 && (
        <div className={classes.bar} aria-hidden="true">
          {sums.taken > 0 && <span data-of="taken" style={{ flexGrow: sums.taken }} />}
          {sums.noRecord > 0 && <span data-of="noRecord" style={{ flexGrow: sums.noRecord }} />}
          {sums.mistakes > 0 && <span data-of="mistakes" style={{ flexGrow: sums.mistakes }} />}
        </div>
      )}
    </div>
  );
}

function Group({ title, text, reasons }: { title: string; text: string; reasons: NotTaken[] }) {
  if (reasons.length === 0) return null;
  return (
    <div className={classes.group} data-of={reasons[0]?.is_mistake ? 'mistakes' : 'noRecord'}>
      <h3>{title}</h3>
      <p>{text}</p>
      <Reasons reasons={reasons} unit="row" />
    </div>
  );
}

function DownloadRows({ importId }: { importId: string }) {
  const { slug } = useOrganization().detail;
  return (
    <Button
      component="a"
      href={`/api/v1/imports/${importId}/not-taken.csv?${new URLSearchParams({ organization: slug })}`}
      download
      variant="default"
      size="sm"
      leftSection={<DownloadIcon size={17} />}
    >
      Rows not taken as CSV
    </Button>
  );
}
