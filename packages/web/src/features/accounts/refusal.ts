import { errorText, statusOf } from '../../ui/widget/error-text.ts';

/** Why a form about an account was not taken. `unknown`: what a 404 means where it stands. */
export function refusalText(error: Error | null, unknown?: string): string | undefined {
  if (!error) return undefined;
  const status = statusOf(error);
  if (status === 401) return 'E-mail address and password do not belong together.';
  if (status === 404 && unknown !== undefined) return unknown;
  if (status === 429) return 'Too many attempts. Wait a minute, then try again.';
  if (status === 400)
    return 'Something in these fields cannot be right. Look at the e-mail address and the length of the password.';
  return errorText(error);
}
