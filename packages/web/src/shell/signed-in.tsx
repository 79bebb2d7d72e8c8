import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { Command } from '../ui/command.tsx';
import { AlertIcon, KeyIcon, RetryIcon } from '../ui/icons.tsx';
import { errorText, statusOf } from '../ui/widget/error-text.ts';
import { PlainPage } from './plain-page.tsx';
import { SessionContext } from './session.ts';

/** Lets through who is signed in; anybody else is told how to become so. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery(api.organizations.session.queryOptions());
  if (statusOf(session.error) === 401) return <SignedOutPage />;
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

function SignedOutPage() {
  return (
    <PlainPage
      icon={<KeyIcon size={24} />}
      title="You are signed out"
      text={
        <>
          Open the sign-in link that <code>regulars start</code> printed. Each link works once; starting again prints a
          new one.
        </>
      }
    >
      <Command>npm start</Command>
    </PlainPage>
  );
}
