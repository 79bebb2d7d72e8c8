import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { CheckIcon, KeyIcon } from '../../ui/icons.tsx';
import { PlainPage } from '../../ui/plain-page.tsx';
import { AccountForm, Beneath, field, NewPasswordField } from './account-form.tsx';
import { BackToSignIn } from './forgot-password-page.tsx';
import { tokenOfLink } from './link-token.ts';
import { refusalText } from './refusal.ts';

export function ChoosePasswordPage() {
  const token = tokenOfLink(useRouterState({ select: (state) => state.location.hash }));
  const choose = useMutation(api.accounts.choosePassword.mutationOptions());
  if (choose.isSuccess) {
    return (
      <PlainPage
        icon={<CheckIcon size={24} />}
        title="The new password holds"
        text="Every browser that was signed in is signed out. Sign in with the new password."
      >
        <BackToSignIn />
      </PlainPage>
    );
  }
  return (
    <PlainPage icon={<KeyIcon size={24} />} title="Choose a new password" text="It holds from now on, everywhere.">
      <AccountForm
        submit="Use this password"
        isUnderWay={choose.isPending}
        refused={refusalText(
          choose.error,
          'This link was used already, is older than an hour, or was cut short when it was copied.',
        )}
        onSubmit={(fields) => choose.mutate({ token, password: field(fields, 'password') })}
      >
        <NewPasswordField />
      </AccountForm>
      <Beneath>
        <Anchor inherit renderRoot={(props) => <Link {...props} to="/forgot-password" />}>
          Send another link
        </Anchor>
      </Beneath>
    </PlainPage>
  );
}
