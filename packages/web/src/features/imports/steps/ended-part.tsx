import { Button } from '@mantine/core';
import type { ImportDetail } from '@regulars/contract/imports.ts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { RetryIcon } from '../../../ui/icons.tsx';
import { changeUrlState } from '../../../url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { AccountPanels } from '../account/account-panels.tsx';
import { Callout } from '../callout.tsx';
import { importErrorText } from '../import-error.ts';
import { moment } from '../moments.ts';
import { Panel } from '../panel.tsx';
import { useImportActions } from '../queries.ts';
import { HowItIsRead } from '../understood/how-it-is-read.tsx';
import { endedWords } from './ended-words.ts';
import classes from './parts.module.css';

const route = getRouteApi('/o/$organization/imports/$importId');

/** An import of which nothing is recorded, or nothing any more: what happened, and what can be tried. */
export function EndedPart({ detail }: { detail: ImportDetail }) {
  const { time_zone: timeZone } = useOrganization().detail;
  const params = route.useParams();
  const actions = useImportActions(detail.import_id);
  const { title, text, happened, again } = endedWords(detail);
  const at = detail.undone_at ?? detail.finished_at;
  return (
    <div className={classes.part}>
      <Panel title={title} lead={`${text}${at === null ? '' : ` ${happened} ${moment(at, { timeZone })}.`}`}>
        {detail.error && (
          <Callout tone="bad">
            {detail.error.message}
            {detail.error.where !== null && ` (${detail.error.where})`}
          </Callout>
        )}
        <div className={classes.ways}>
          {again && (
            <Button
              leftSection={<RetryIcon size={16} />}
              loading={actions[again.does].isPending}
              onClick={() => actions[again.does].mutate({ import_id: detail.import_id })}
            >
              {again.name}
            </Button>
          )}
          {again && detail.understanding && (
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
          )}
          <Button
            variant={again ? 'subtle' : 'default'}
            color="gray"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/o/$organization/imports"
                params={{ organization: params.organization }}
                search={(before) => changeUrlState({}, { as_of: before.as_of })}
              />
            )}
          >
            Bring in another file
          </Button>
        </div>
        {again && actions[again.does].isError && (
          <Callout tone="bad">{importErrorText(actions[again.does].error)}</Callout>
        )}
      </Panel>
      {detail.state === 'undone' && detail.report && (
        <AccountPanels account={detail.report} importId={detail.import_id} tense="had" />
      )}
      {detail.can_retry && <HowItIsRead detail={detail} />}
    </div>
  );
}
