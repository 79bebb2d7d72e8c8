import { Button } from '@mantine/core';
import type { ImportDetail, ImportReport } from '@regulars/contract/imports.ts';
import { useState } from 'react';
import { count, counted } from '../../../format/numbers.ts';
import { UndoIcon } from '../../../ui/icons.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { AccountPanels } from '../account/account-panels.tsx';
import { changesNothing } from '../account/changes.ts';
import { KeyFacts } from '../account/key-facts.tsx';
import { Callout } from '../callout.tsx';
import { moment } from '../moments.ts';
import { Panel } from '../panel.tsx';
import { HowItIsRead } from '../understood/how-it-is-read.tsx';
import classes from './parts.module.css';
import { duration } from './progress-words.ts';
import { UndoDialog } from './undo-dialog.tsx';

/** What the import did: the account of every row, and the way to take it back. */
export function AccountPart({ detail, report }: { detail: ImportDetail; report: ImportReport }) {
  const { time_zone: timeZone } = useOrganization().detail;
  const [asks, setAsks] = useState(false);
  const written = counted(report.records_written, 'record');
  const speed = report.rows_per_s > 0 ? `, ${count(report.rows_per_s)} rows a second` : '';
  const at = detail.finished_at === null ? '' : `, ${moment(detail.finished_at, { timeZone })}`;
  return (
    <div className={classes.part}>
      <Panel
        title={changesNothing(report) ? 'Taken in, and nothing was new' : 'Taken in'}
        lead={`${written} written in ${duration(report.duration_ms)}${speed}${at}.`}
        actions={
          <Button
            variant="default"
            leftSection={<UndoIcon size={17} />}
            {...(!detail.can_undo && { 'aria-disabled': true, 'data-disabled': true, 'aria-describedby': 'no-undo' })}
            onClick={() => detail.can_undo && setAsks(true)}
          >
            Undo this import
          </Button>
        }
      >
        <KeyFacts account={report} />
        {detail.error && <Callout tone="bad">It was not undone. {detail.error.message}</Callout>}
        {!detail.can_undo && (
          <div id="no-undo">
            <Callout tone="plain">
              {report.records_written === 0
                ? 'It recorded nothing, so there is nothing to undo.'
                : 'It can no longer be undone.'}
            </Callout>
          </div>
        )}
      </Panel>
      <AccountPanels account={report} importId={detail.import_id} tense="did" />
      <HowItIsRead detail={detail} />
      <UndoDialog importId={detail.import_id} report={report} opened={asks} onClose={() => setAsks(false)} />
    </div>
  );
}
