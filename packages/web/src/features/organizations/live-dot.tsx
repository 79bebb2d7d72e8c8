import { Tooltip } from '@mantine/core';
import classes from './live-dot.module.css';
import { type LiveState, useLive } from './use-live.ts';

const words: Record<LiveState, { label: string; hint: string }> = {
  connecting: { label: 'Connecting', hint: 'Getting in touch with the server' },
  live: { label: 'Live', hint: 'New orders appear by themselves' },
  interrupted: { label: 'Not live', hint: 'The line to the server is down. It is tried again by itself.' },
};

/** Whether the figures keep step with what is recorded. */
export function LiveDot({ slug }: { slug: string }) {
  const state = useLive(slug);
  const { label, hint } = words[state];
  return (
    <Tooltip label={hint} withArrow events={{ hover: true, focus: true, touch: true }}>
      <span className={classes.live} data-state={state} role="status">
        <span className={classes.dot} aria-hidden="true" />
        <span className={classes.label}>{label}</span>
      </span>
    </Tooltip>
  );
}
