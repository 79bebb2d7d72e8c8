import type { Letter } from '../../platform/mail/mail.ts';

/** To whoever wants to choose a password anew. */
export function passwordLetter(to: string, baseUrl: string, token: string): Letter {
  return {
    to,
    subject: 'Choose a new password for Regulars',
    text: [
      'Somebody, most likely you, asked to choose a new password for this address.',
      `Open this link within an hour to do so:\n\n${linkTo(baseUrl, '/choose-password', token)}`,
      'It works once. Whoever is signed in is signed out by it.',
      'If it was not you: nothing has changed, and nothing needs to be done.',
    ].join('\n\n'),
  };
}

/** The page, with the token behind a `#`: no server, proxy or log sees it. */
export function linkTo(baseUrl: string, path: string, token: string): string {
  const url = new URL(path, baseUrl);
  url.hash = new URLSearchParams({ token }).toString();
  return url.href;
}
