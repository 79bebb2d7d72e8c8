import { Button, PasswordInput, type PasswordInputProps, TextInput } from '@mantine/core';
import { longest_password, shortest_password } from '@regulars/contract/accounts.ts';
import type { FormEvent, ReactNode } from 'react';
import classes from './form.module.css';

interface Props {
  children: ReactNode;
  submit: string;
  isUnderWay: boolean;
  /** Why it was not taken. */
  refused?: string | undefined;
  onSubmit: (fields: FormData) => void;
}

/** A few fields and a button. What was typed stays in the fields: the browser's own keeper of passwords finds them there. */
export function AccountForm({ children, submit, isUnderWay, refused, onSubmit }: Props) {
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  }
  return (
    <form className={classes.form} onSubmit={send}>
      {children}
      {refused !== undefined && (
        <p className={classes.refused} role="alert">
          {refused}
        </p>
      )}
      <Button type="submit" fullWidth loading={isUnderWay}>
        {submit}
      </Button>
    </form>
  );
}

export const EmailField = () => (
  <TextInput
    name="email"
    type="email"
    label="E-mail address"
    autoComplete="username"
    required
    withAsterisk={false}
    maxLength={200}
  />
);

const AnyPassword = (differing: PasswordInputProps) => (
  <PasswordInput
    name="password"
    required
    withAsterisk={false}
    maxLength={longest_password}
    visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
    {...differing}
  />
);

export const PasswordField = () => <AnyPassword label="Password" autoComplete="current-password" />;

export const NewPasswordField = () => (
  <AnyPassword
    label="New password"
    description={`At least ${shortest_password} characters. A few words in a row are easier to keep than signs.`}
    autoComplete="new-password"
    minLength={shortest_password}
  />
);

export const field = (fields: FormData, name: string): string => String(fields.get(name) ?? '');

export const Beneath = ({ children }: { children: ReactNode }) => <p className={classes.beneath}>{children}</p>;
