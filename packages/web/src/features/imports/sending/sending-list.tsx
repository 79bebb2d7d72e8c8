import { ActionIcon, Anchor, Button, Progress, Tooltip, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { counted } from '../../../format/numbers.ts';
import { CheckIcon, CloseIcon, FileIcon, RetryIcon } from '../../../ui/icons.tsx';
import { changeUrlState } from '../../../url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { importErrorText, mayPass } from '../import-error.ts';
import { Panel } from '../panel.tsx';
import { fileSize } from '../sizes.ts';
import classes from './sending-list.module.css';
import type { Sendings, SentFile } from './sendings.ts';

/** The files on their way: how far each is, what became of it, and the way to stop it. */
export function SendingList({ files, sendings }: { files: readonly SentFile[]; sendings: Sendings }) {
  const arrived = files.filter(({ state }) => state.at === 'here').length;
  const refused = files.filter(({ state }) => state.at === 'refused').length;
  const onTheWay = files.length - arrived - refused;
  const spoken = [
    onTheWay > 0 && `${counted(onTheWay, 'file')} on the way`,
    arrived > 0 && `${counted(arrived, 'file')} arrived`,
    refused > 0 && `${counted(refused, 'file')} not taken`,
  ].filter((part) => part !== false);
  return (
    <Panel title={onTheWay > 0 ? 'On the way' : 'Your files'}>
      <VisuallyHidden role="status">{spoken.join(', ')}</VisuallyHidden>
      <ul className={classes.list}>
        {files.map((sent) => (
          <SentRow key={sent.key} sent={sent} sendings={sendings} />
        ))}
      </ul>
    </Panel>
  );
}

function SentRow({ sent, sendings }: { sent: SentFile; sendings: Sendings }) {
  const { file, state, key } = sent;
  return (
    <li className={classes.row} data-at={state.at}>
      <span className={classes.icon}>{state.at === 'here' ? <CheckIcon size={20} /> : <FileIcon size={20} />}</span>
      <div className={classes.what}>
        <span className={classes.name}>{file.name}</span>
        <SentState sent={sent} />
      </div>
      <div className={classes.actions}>
        {state.at === 'refused' && mayPass(state.error) && (
          <Button
            variant="default"
            size="xs"
            leftSection={<RetryIcon size={14} />}
            onClick={() => sendings.again(key)}
            aria-label={`Send ${file.name} again`}
          >
            Send again
          </Button>
        )}
        <Tooltip label={state.at === 'here' || state.at === 'refused' ? 'Take it off this list' : 'Cancel'} withArrow>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            onClick={() => sendings.drop(key)}
            aria-label={
              state.at === 'here' || state.at === 'refused'
                ? `Take ${file.name} off this list`
                : `Cancel sending ${file.name}`
            }
          >
            <CloseIcon size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}

function SentState({ sent: { file, state } }: { sent: SentFile }) {
  const { slug } = useOrganization().detail;
  switch (state.at) {
    case 'waiting':
      return <span className={classes.note}>{fileSize(file.size)}, waits for the ones before it</span>;
    case 'sending':
      return (
        <>
          <Progress
            value={file.size === 0 ? 0 : (state.sentBytes / file.size) * 100}
            size="sm"
            transitionDuration={200}
            aria-label={`${file.name} on its way`}
          />
          <span className={classes.note}>
            {fileSize(state.sentBytes)} of {fileSize(file.size)}
          </span>
        </>
      );
    case 'understanding':
      return (
        <>
          <Progress value={100} size="sm" animated aria-label={`${file.name} is being looked at`} />
          <span className={classes.note}>All there. Looking at what it is …</span>
        </>
      );
    case 'here':
      return (
        <span className={classes.note}>
          {state.import.title}.{' '}
          <Anchor
            inherit
            renderRoot={(props) => (
              <Link
                {...props}
                to="/o/$organization/imports/$importId"
                params={{ organization: slug, importId: state.import.import_id }}
                search={(before) => changeUrlState({}, { as_of: before.as_of })}
              />
            )}
          >
            See what was understood
            <VisuallyHidden> of {file.name}</VisuallyHidden>
          </Anchor>
        </span>
      );
    case 'refused':
      return <span className={classes.refused}>{importErrorText(state.error)}</span>;
  }
}
