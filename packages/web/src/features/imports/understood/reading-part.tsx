import { Button } from '@mantine/core';
import type { ImportDetail, Reading, Understanding } from '@regulars/contract/imports.ts';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ActionBar } from '../action-bar.tsx';
import { Callout } from '../callout.tsx';
import { importErrorText } from '../import-error.ts';
import { Panel } from '../panel.tsx';
import { useImportActions } from '../queries.ts';
import { ColumnsForm } from './columns-form.tsx';
import { Questions } from './questions.tsx';
import { ReadingForm } from './reading-form.tsx';
import classes from './reading-part.module.css';
import { SampleTable } from './sample-table.tsx';
import { useRereading } from './use-rereading.ts';

const route = getRouteApi('/o/$organization/imports/$importId');

type Understood = ImportDetail & { reading: Reading; understanding: Understanding };

/** What was understood of a file, to be put right before anything happens. */
export function ReadingPart({ detail }: { detail: Understood }) {
  const { understanding, import_id } = detail;
  const params = route.useParams();
  const navigate = useNavigate({ from: route.id });
  const rereading = useRereading(import_id, detail.reading);
  const { preview, cancel } = useImportActions(import_id);
  const input = { import_id };
  const { reading, isBusy } = rereading;
  const isMapped = reading.format === 'mapped';
  const failed = preview.error ?? cancel.error;

  function toPreview() {
    void navigate({ to: '.', params, search: ({ step: _, ...rest }) => rest, replace: true });
  }

  return (
    <div className={classes.part}>
      <div className={classes.whole}>
        <Panel
          title={titleOf(understanding, reading)}
          lead="Nothing is recorded before you have seen what it would do."
        >
          {understanding.notes.length > 0 && (
            <Callout tone="plain">
              {understanding.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </Callout>
          )}
          <Questions key={reading.format} rereading={rereading} questions={understanding.questions} />
        </Panel>
      </div>
      <div className={classes.file}>
        {isMapped && <ColumnsForm rereading={rereading} understanding={understanding} />}
        <SampleTable understanding={understanding} reading={reading} isBusy={isBusy} />
      </div>
      <ReadingForm rereading={rereading} understanding={understanding} />
      <div className={classes.whole} data-bar>
        <ActionBar
          next={
            detail.state === 'previewed'
              ? { name: 'Back to the preview', onClick: toPreview, busy: isBusy }
              : {
                  name: 'Preview',
                  onClick: () => preview.mutate(input, { onSuccess: toPreview }),
                  busy: preview.isPending || isBusy,
                  refused: refusalOf(understanding),
                }
          }
          error={
            (rereading.error || failed) && (
              <Callout tone="bad">
                {rereading.error && 'The change was not taken: '}
                {importErrorText(rereading.error ?? failed)}
              </Callout>
            )
          }
        >
          <Button variant="subtle" color="gray" loading={cancel.isPending} onClick={() => cancel.mutate(input)}>
            Discard this file
          </Button>
        </ActionBar>
      </div>
    </div>
  );
}

function titleOf({ title, questions }: Understanding, { format }: Reading): string {
  if (format !== 'mapped') return `Recognised as ${title}`;
  return questions.some(({ about }) => about === 'columns' || about === 'kind')
    ? 'We don’t know this file: tell us what its columns hold'
    : 'Read by its columns';
}

/** Why there can be no preview yet. */
function refusalOf({ questions }: Understanding): string | undefined {
  const [first, ...others] = questions;
  if (!first) return undefined;
  if (others.length > 0) return `${questions.length} questions are open: see the top of the page.`;
  return first.about === 'columns' ? first.text : 'One question is open: see the top of the page.';
}
