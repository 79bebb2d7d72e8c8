import type { Session } from '@regulars/contract/organizations.ts';
import { createContext, useContext } from 'react';

export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in, and the organizations they may look at. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside the signed-in pages');
  return session;
}
