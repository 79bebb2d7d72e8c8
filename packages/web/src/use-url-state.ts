import { getRouteApi } from '@tanstack/react-router';
import { changeUrlState, type UrlState } from './url-state.ts';

const route = getRouteApi('/o/$organization');

/** The reader's choices, and the way to change some of them. */
export function useUrlState(): [UrlState, (change: Parameters<typeof changeUrlState>[1]) => void] {
  const state = route.useSearch();
  const navigate = route.useNavigate();
  return [
    state,
    (change) => {
      void navigate({ to: '.', search: (before) => changeUrlState(before, change), resetScroll: false });
    },
  ];
}
