import { QueryCache, QueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { statusOf } from './ui/widget/error-text.ts';

const sessionKey = api.organizations.session.queryKey();

/** Figures are asked for again every five minutes even where live updates cannot get through, and midnight passes. */
const atLeastEveryMs = 5 * 60_000;

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // Any refusal may be the first to learn that the session has ended: ask, and the page says so.
      if (statusOf(error) === 401 && query.queryHash !== JSON.stringify(sessionKey)) {
        void queries.invalidateQueries({ queryKey: sessionKey });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchInterval: atLeastEveryMs,
      retry: (failures, error) => failures < 1 && mayPass(error),
      retryDelay: 800,
    },
  },
});

/** A refusal stays one; a server that is restarting, or a line that is down, may be back in a moment. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500;
}
