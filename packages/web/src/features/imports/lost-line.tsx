import { Button } from '@mantine/core';
import type { ImportDetail } from '@regulars/contract/imports.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import { errorText, statusOf } from '../../ui/widget/error-text.ts';
import { Callout } from './callout.tsx';
import classes from './lost-line.module.css';

/** Says that what is shown may be out of date, and that what runs does not need this page. */
export function LostLine({ query, isMoving }: { query: UseQueryResult<ImportDetail>; isMoving: boolean }) {
  const isLost = query.isError || query.fetchStatus === 'paused' || query.failureCount > 0;
  if (!isLost) return null;
  const unanswered = query.fetchStatus === 'paused' || statusOf(query.error ?? query.failureReason) === undefined;
  return (
    <div className={classes.line}>
      <Callout
        tone="notice"
        action={
          <Button
            variant="subtle"
            size="compact-sm"
            color="inherit"
            loading={query.isFetching && !isMoving}
            onClick={() => void query.refetch()}
          >
            Try now
          </Button>
        }
      >
        {unanswered ? 'The line to the server is down. ' : `${errorText(query.error ?? query.failureReason)} `}
        {isMoving
          ? 'The import goes on without this page, which catches up by itself.'
          : 'What you see is from before.'}
      </Callout>
    </div>
  );
}
