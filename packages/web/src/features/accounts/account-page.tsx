import { Anchor, Badge, Button } from '@mantine/core';
import type { OpenSession } from '@regulars/contract/accounts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api.ts';
import { KeyIcon } from '../../ui/icons.tsx';
import { PlainPage } from '../../ui/plain-page.tsx';
import { WidgetStates } from '../../ui/widget/widget.tsx';
import { Beneath } from './account-form.tsx';
import classes from './account-page.module.css';
import { browserName } from './browser-name.ts';
import { useSignOut } from './use-sign-out.ts';

/** Who is signed in, and from where. */
export function AccountPage() {
  const account = useQuery(api.accounts.account.queryOptions());
  const signOut = useSignOut();
  return (
    <PlainPage icon={<KeyIcon size={24} />} title="Your account" text={account.data && whose(account.data.email)}>
      <WidgetStates name="Your account" query={account}>
        {({ sessions }) => <Sessions sessions={sessions} />}
      </WidgetStates>
      <div className={classes.doors}>
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/" />}>
          To your figures
        </Button>
        <Button variant="default" onClick={signOut}>
          Sign out
        </Button>
      </div>
      {account.data?.email && (
        <Beneath>
          <Anchor inherit renderRoot={(props) => <Link {...props} to="/forgot-password" />}>
            Choose a new password
          </Anchor>
        </Beneath>
      )}
    </PlainPage>
  );
}

/** Who comes by the link of the machine alone has no address. */
function whose(email: string | null): ReactNode {
  if (email !== null) return email;
  return (
    <>
      The owner at this machine. The set-up link that <code>regulars start</code> prints gives this account a name and a
      password.
    </>
  );
}

function Sessions({ sessions }: { sessions: OpenSession[] }) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: api.accounts.account.key() });
  const end = useMutation(api.accounts.endSession.mutationOptions({ onSuccess }));
  const endOthers = useMutation(api.accounts.endOtherSessions.mutationOptions({ onSuccess }));
  return (
    <>
      <ul className={classes.sessions} aria-label="Where you are signed in">
        {sessions.map((session) => (
          <li key={session.session_id}>
            <span>
              <span className={classes.browser}>{browserName(session.user_agent)}</span>
              <span className={classes.when}>since {moment(session.began_at)}</span>
            </span>
            {session.is_this ? (
              <Badge variant="light">This one</Badge>
            ) : (
              <Button
                variant="default"
                size="compact-sm"
                loading={end.isPending && end.variables.session_id === session.session_id}
                aria-label={`Sign out ${browserName(session.user_agent)}, since ${moment(session.began_at)}`}
                onClick={() => end.mutate({ session_id: session.session_id })}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button
          variant="subtle"
          size="compact-sm"
          mb="md"
          loading={endOthers.isPending}
          onClick={() => endOthers.mutate()}
        >
          Sign out everywhere else
        </Button>
      )}
    </>
  );
}

const moment = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
