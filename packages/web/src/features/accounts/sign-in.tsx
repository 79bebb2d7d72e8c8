import { Anchor } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { KeyIcon } from '../../ui/icons.tsx';
import { PlainPage } from '../../ui/plain-page.tsx';
import { AccountForm, Beneath, EmailField, field, PasswordField } from './account-form.tsx';
import { refusalText } from './refusal.ts';

/** Stands in for whatever page was asked for, which comes as soon as somebody is signed in. */
export function SignIn() {
  const queries = useQueryClient();
  const signIn = useMutation(
    api.accounts.signIn.mutationOptions({ onSuccess: () => queries.invalidateQueries({ refetchType: 'active' }) }),
  );
  return (
    <PlainPage icon={<KeyIcon size={24} />} title="Sign in" text="With the account that you were given or made.">
      <AccountForm
        submit="Sign in"
        isUnderWay={signIn.isPending}
        refused={refusalText(signIn.error)}
        onSubmit={(fields) => signIn.mutate({ email: field(fields, 'email'), password: field(fields, 'password') })}
      >
        <EmailField />
        <PasswordField />
      </AccountForm>
      <Beneath>
        <Anchor inherit renderRoot={(props) => <Link {...props} to="/forgot-password" />}>
          Forgot the password?
        </Anchor>
      </Beneath>
      <Beneath>
        <span>
          On the machine Regulars runs on, <code>regulars start</code> prints a link that signs its owner in.
        </span>
      </Beneath>
    </PlainPage>
  );
}
