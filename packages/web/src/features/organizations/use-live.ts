import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { liveRefresh } from './live-refresh.ts';

export type LiveState = 'connecting' | 'live' | 'interrupted';

const reopenAfterMs = 5_000;

/** Keeps the organization's figures in step with what is recorded, and says whether it can. */
export function useLive(slug: string): LiveState {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    const ofOrganization = {
      queryKey: [['organization', slug]],
      // An order changes neither who is signed in nor what others have published.
      predicate: ({ queryKey: [path] }: { queryKey: readonly unknown[] }) =>
        !(Array.isArray(path) && (path.includes('session') || path.includes('benchmarks'))),
    };
    const live = liveRefresh({
      isFetching: () => queries.isFetching(ofOrganization) > 0,
      refresh: () => void queries.invalidateQueries(ofOrganization),
    });
    let source: EventSource | undefined;
    let reopen: ReturnType<typeof setTimeout> | undefined;
    let wasOpen = false;

    function open() {
      source = new EventSource(`/api/v1/live?organization=${encodeURIComponent(slug)}`);
      source.onopen = () => {
        setState('live');
        // What happened while the line was down was told to nobody.
        if (wasOpen) live.changed();
        wasOpen = true;
      };
      source.addEventListener('changed', live.changed);
      source.onerror = () => {
        setState('interrupted');
        // The browser reconnects after a lost line, but gives up after an answer that is no stream.
        if (source?.readyState === EventSource.CLOSED) reopen = setTimeout(open, reopenAfterMs);
      };
    }

    setState('connecting');
    open();
    return () => {
      clearTimeout(reopen);
      source?.close();
      live.stop();
    };
  }, [slug, queries]);

  return state;
}
