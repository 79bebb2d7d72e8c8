import { Button } from '@mantine/core';
import type { ImportDetail, ImportPreview } from '@regulars/contract/imports.ts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useOrganization } from '../../organizations/organizations.ts';
import { AccountPanels } from '../account/account-panels.tsx';
import { changesNothing } from '../account/changes.ts';
import { KeyFacts } from '../account/key-facts.tsx';
import { RecordsPanel } from '../account/records-panel.tsx';
import { ActionBar } from '../action-bar.tsx';
import { Callout } from '../callout.tsx';
import { importErrorText } from '../import-error.ts';
import { moment } from '../moments.ts';
import { Panel } from '../panel.tsx';
import { useImportActions } from '../queries.ts';
import { HowItIsRead } from '../understood/how-it-is-read.tsx';
import classes from './parts.module.css';

const route = getRouteApi('/o/$organization/imports/$importId');

/** What the file would do, before anything is done. */
export function PreviewPart({ detail, preview }: { detail: ImportDetail; preview: ImportPreview }) {
  const { time_zone: timeZone } = useOrganization().detail;
  const params = route.useParams();
  const { run, cancel } = useImportActions(detail.import_id);
  const input = { import_id: detail.import_id };
  const failed = run.error ?? cancel.error;
  return (
    <div className={classes.part}>
      <Panel
        title="What it would do"
        lead={`Nothing of it is recorded yet. Worked out ${moment(preview.previewed_at, { timeZone })}.`}
      >
        <KeyFacts account={preview} />
        {preview.rows_taken === 0 && (
          <Callout tone="notice">
            No row of this file can be taken. Below stands why; perhaps it is to be read in another way.
          </Callout>
        )}
        {preview.rows_taken > 0 && changesNothing(preview) && (
          <Callout tone="good">
            Everything in this file is on record already. Taking it in would change nothing.
          </Callout>
        )}
      </Panel>
      <AccountPanels account={preview} importId={detail.import_id} tense="would" />
      <RecordsPanel preview={preview} />
      <HowItIsRead detail={detail} />
      <ActionBar
        next={{
          name: 'Take it in',
          onClick: () => run.mutate(input),
          busy: run.isPending,
          refused: preview.rows_taken === 0 ? 'There is no row to take in.' : undefined,
        }}
        error={failed && <Callout tone="bad">{importErrorText(failed)}</Callout>}
      >
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              from={route.id}
              to="."
              params={params}
              search={(before) => ({ ...before, step: 'understood' as const })}
            />
          )}
        >
          Change how it is read
        </Button>
        <Button variant="subtle" color="gray" loading={cancel.isPending} onClick={() => cancel.mutate(input)}>
          Discard this file
        </Button>
      </ActionBar>
    </div>
  );
}
