import { Button, Progress } from '@mantine/core';
import type { ImportDetail } from '@regulars/contract/imports.ts';
import { CloseIcon } from '../../../ui/icons.tsx';
import { Callout } from '../callout.tsx';
import { importErrorText } from '../import-error.ts';
import { Panel } from '../panel.tsx';
import { useImportActions } from '../queries.ts';
import { isMoving } from '../stage.ts';
import classes from './progress-part.module.css';
import { progressWords } from './progress-words.ts';

const leads: Partial<Record<ImportDetail['state'], string>> = {
  previewing: 'Nothing is recorded by this. You may leave the page: the preview waits for you.',
  waiting: 'You may leave the page: it starts by itself.',
  running: 'You may leave the page: it goes on by itself. Your figures change all at once when it is done.',
  undoing: 'You may leave the page: it goes on by itself. Your figures change all at once when it is done.',
};

/** Something is under way: what, how far, how long still. */
export function ProgressPart({ detail }: { detail: ImportDetail }) {
  const { title, step, percent, details } = progressWords(detail);
  const { cancel } = useImportActions(detail.import_id);
  return (
    <Panel
      title={title}
      lead={leads[detail.state]}
      actions={
        isMoving(detail.state) && (
          <Button
            variant="default"
            leftSection={<CloseIcon size={16} />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ import_id: detail.import_id })}
          >
            Cancel
          </Button>
        )
      }
    >
      <div className={classes.progress}>
        <div className={classes.now}>
          <span className={classes.step}>{step}</span>
          {percent !== null && <span className={classes.percent}>{percent}%</span>}
        </div>
        <Progress value={percent ?? 0} size="lg" radius="xl" transitionDuration={500} aria-label={title} />
        <ul className={classes.details}>
          {details.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </div>
      {cancel.isError && <Callout tone="bad">It could not be stopped. {importErrorText(cancel.error)}</Callout>}
    </Panel>
  );
}
