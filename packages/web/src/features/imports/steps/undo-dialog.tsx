import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ImportReport } from '@regulars/contract/imports.ts';
import { Callout } from '../callout.tsx';
import { importErrorText } from '../import-error.ts';
import { useImportActions } from '../queries.ts';
import classes from './parts.module.css';
import { undoWords } from './undo-words.ts';

interface Props {
  importId: string;
  report: ImportReport;
  opened: boolean;
  onClose: () => void;
}

/** Asks before an import is taken back, and says what that does. Refused, it says what depends on it. */
export function UndoDialog({ importId, report, opened, onClose }: Props) {
  const { undo } = useImportActions(importId);

  function close() {
    undo.reset();
    onClose();
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Undo this import?"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ title: classes.dialogTitle ?? '', content: classes.dialog ?? '', header: classes.dialog ?? '' }}
    >
      <Stack gap={12}>
        <ul className={classes.words}>
          {undoWords(report).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p className={classes.note}>
          What others recorded is left as it is. Where something later depends on this import, it is not undone, and you
          are told what that is.
        </p>
        {undo.isError && <Callout tone="bad">{importErrorText(undo.error)}</Callout>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button
            className={classes.danger}
            loading={undo.isPending}
            onClick={() => undo.mutate({ import_id: importId })}
          >
            Undo this import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
