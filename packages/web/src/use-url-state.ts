import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { changeUrlState, parseUrlState, type UrlState } from './url-state.ts';

const route = getRouteApi('/o/$organization');

/** The reader's choices, and the way to change some of them on the page they are on. */
export function useUrlState(): [
  UrlState,
  (change: Parameters<typeof changeUrlState>[1], how?: { replace: boolean }) => void,
] {
  const state = route.useSearch();
  // Not the route's own navigate: from there, "here" would be the organization and not its page.
  const navigate = useNavigate();
  return [
    state,
    (change, { replace } = { replace: false }) => {
      const search = (before: Record<string, unknown>) => changeUrlState(parseUrlState(before), change);
      void navigate({ to: '.', search, replace, resetScroll: false });
    },
  ];
}
