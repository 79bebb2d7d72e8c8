import { useQueryClient } from '@tanstack/react-query';

/** Ends the session, and forgets whatever was looked at in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await fetch('/api/auth/sign-out', { method: 'POST' });
    queries.clear();
    location.assign('/');
  };
}
