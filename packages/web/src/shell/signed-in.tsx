import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { SignIn } from '../features/accounts/sign-in.tsx';
import { AlertIcon, RetryIcon } from '../ui/icons.tsx';
import { PlainPage } from '../ui/plain-page.tsx';
import { errorText, statusOf } from '../ui/widget/error-text.ts';
import { SessionContext } from './session.ts';

/** Lets through who is signed in; anybody else may sign in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery(api.organizations.session.queryOptions());
  if (statusOf(session.error) === 401) return <SignIn />;
  if (session.data) return <SessionContext value={session.data}>{children}</SessionContext>;
  if (session.isError) {
    return (
      <PlainPage icon={<AlertIcon size={24} />} title="Regulars does not answer" text={errorText(session.error)}>
        <Button
          variant="default"
          leftSection={<RetryIcon size={16} />}
          loading={session.isFetching}
          onClick={() => void session.refetch()}
        >
          Retry
        </Button>
      </PlainPage>
    );
  }
  return <output aria-label="Regulars is loading" />;
}
