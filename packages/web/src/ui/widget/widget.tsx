import { Button, Paper, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { AlertIcon, HourglassIcon, InboxIcon, RetryIcon } from '../icons.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { errorText } from './error-text.ts';
import classes from './widget.module.css';

/** What a widget can say in place of its figures. */
export interface Absence {
  title: string;
  text: ReactNode;
  action?: ReactNode;
}

/** A question as far as its states need to know it: any query of TanStack's is one. */
interface Question<Data> {
  data: Data | undefined;
  error: Error | null;
  isError: boolean;
  isFetching: boolean;
  isPlaceholderData: boolean;
  dataUpdatedAt: number;
  refetch: () => Promise<unknown>;
}

interface Figures<Data> {
  query: Question<Data>;
  /** Stands in while loading; as tall as what will come. */
  skeleton?: ReactNode;
  /** Nothing to count: says what to do about it. */
  empty?: (data: Data) => Absence | null;
  /** There are records, but this figure cannot be had from them: says why. */
  notAvailable?: (data: Data) => Absence | null;
  children: (data: Data) => ReactNode;
}

interface WidgetProps<Data> extends Figures<Data> {
  title: string;
  /** Beside the title: the definition. */
  definition?: ReactNode;
  /** At the right: export, switches. */
  actions?: ReactNode;
  className?: string | undefined;
}

/** A card that loads, fails, retries and is empty by itself, whatever the others do. */
export function Widget<Data>({ title, definition, actions, className, ...figures }: WidgetProps<Data>) {
  const id = `widget-${title.toLowerCase().replace(/\W+/g, '-')}`;
  return (
    <Paper component="section" className={`${classes.card} ${className ?? ''}`} aria-labelledby={id}>
      <header className={classes.head}>
        <div className={classes.title}>
          <h2 id={id}>{title}</h2>
          {definition}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <WidgetStates {...figures} name={title} />
    </Paper>
  );
}

/** The same states without the card, for what brings its own. */
export function WidgetStates<Data>(props: Figures<Data> & { name: string }) {
  const { query, name } = props;
  return (
    <ErrorBoundary
      resetKey={query.dataUpdatedAt}
      fallback={(retry) => (
        <Failure name={name} text="This part of the page could not be drawn." onRetry={retry} busy={false} />
      )}
    >
      <States {...props} />
    </ErrorBoundary>
  );
}

function States<Data>({ query, name, skeleton, empty, notAvailable, children }: Figures<Data> & { name: string }) {
  if (query.data === undefined) {
    if (query.isError) {
      return (
        <Failure
          name={name}
          text={errorText(query.error)}
          onRetry={() => void query.refetch()}
          busy={query.isFetching}
        />
      );
    }
    return (
      <div role="status" aria-label={`${name} is loading`} className={classes.loading}>
        {skeleton ?? <Skeleton height={220} />}
      </div>
    );
  }
  const nothing = empty?.(query.data);
  if (nothing) return <Notice icon={<InboxIcon size={22} />} {...nothing} />;
  const unavailable = notAvailable?.(query.data);
  if (unavailable) return <Notice icon={<HourglassIcon size={22} />} {...unavailable} />;
  return (
    <div className={classes.body} data-stale={query.isPlaceholderData || undefined} aria-busy={query.isPlaceholderData}>
      {query.isError && (
        <Outdated text={errorText(query.error)} onRetry={() => void query.refetch()} busy={query.isFetching} />
      )}
      {children(query.data)}
    </div>
  );
}

/** Nothing to show, and why. */
export function Notice({ icon, title, text, action }: Absence & { icon: ReactNode }) {
  return (
    <div className={classes.notice}>
      <span className={classes.noticeIcon}>{icon}</span>
      <p className={classes.noticeTitle}>{title}</p>
      <div className={classes.noticeText}>{text}</div>
      {action}
    </div>
  );
}

function Failure({ name, text, onRetry, busy }: { name: string; text: string; onRetry: () => void; busy: boolean }) {
  return (
    <div className={classes.notice} role="alert">
      <span className={classes.noticeIcon} data-tone="bad">
        <AlertIcon size={22} />
      </span>
      <p className={classes.noticeTitle}>{name} could not be loaded</p>
      <div className={classes.noticeText}>{text}</div>
      <Button variant="default" size="sm" leftSection={<RetryIcon size={16} />} onClick={onRetry} loading={busy}>
        Retry
      </Button>
    </div>
  );
}

/** Figures that were good a moment ago stay, with a word that they could not be brought up to date. */
function Outdated({ text, onRetry, busy }: { text: string; onRetry: () => void; busy: boolean }) {
  return (
    <div className={classes.outdated} role="alert">
      <AlertIcon size={16} />
      <span>These figures are from before: {text}</span>
      <Button variant="subtle" size="compact-sm" color="inherit" onClick={onRetry} loading={busy}>
        Retry
      </Button>
    </div>
  );
}
