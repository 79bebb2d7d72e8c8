import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { KeyIcon } from '../../ui/icons.tsx';
import { PlainPage } from '../../ui/plain-page.tsx';
import { AccountForm, Beneath, EmailField, field } from './account-form.tsx';
import { refusalText } from './refusal.ts';

export function ForgotPasswordPage() {
  const ask = useMutation(api.accounts.forgotPassword.mutationOptions());
  if (ask.isSuccess) {
    return (
      <PlainPage
        icon={<KeyIcon size={24} />}
        title="Look into your mail"
        text="If this address has an account, a link to choose a new password is on its way. It works once, within an hour. Where Regulars sends no mail, the link stands in the log of the server: ask whoever runs it."
      >
        <BackToSignIn />
      </PlainPage>
    );
  }
  return (
    <PlainPage
      icon={<KeyIcon size={24} />}
      title="Choose a new password"
      text="We send a link to the address of your account."
    >
      <AccountForm
        submit="Send the link"
        isUnderWay={ask.isPending}
        refused={refusalText(ask.error)}
        onSubmit={(fields) => ask.mutate({ email: field(fields, 'email') })}
      >
        <EmailField />
      </AccountForm>
      <Beneath>
        <BackToSignIn />
      </Beneath>
    </PlainPage>
  );
}

export const BackToSignIn = () => (
  <Anchor inherit renderRoot={(props) => <Link {...props} to="/" />}>
    Back to sign in
  </Anchor>
);
