import * as z from 'zod';
import type { Accounts } from '../accounts/accounts.ts';
import type { RawEndpoint } from './endpoints.ts';

/** Coming and going. There is no endpoint that makes an account, and none that sends a link. */
export function signInEndpoints(accounts: Accounts): RawEndpoint[] {
  return [
    {
      kind: 'raw',
      method: 'GET',
      path: '/sign-in',
      permission: 'public',
      summary: 'The one-time sign-in link that the server prints when it starts: leads to the pages, signed in',
      tags: ['Sign-in'],
      query: z.object({ token: z.string().max(200), next: z.string().max(2000).optional() }),
      answers: { type: 'text/html' },
      answer: async ({ c, query }) => {
        const { token, next } = query as { token: string; next?: string }; // by `query` above
        const cookies = await accounts.redeemSignInLink(token, c.req.raw.headers);
        if (!cookies) return c.html(usedPage, 410);
        const response = c.redirect(ownPath(next), 303);
        for (const cookie of cookies) response.headers.append('set-cookie', cookie);
        return response;
      },
    },
    {
      kind: 'raw',
      method: 'POST',
      path: '/api/auth/sign-out',
      permission: 'public',
      summary: 'Ends the session of this browser',
      tags: ['Sign-in'],
      answers: { type: 'application/json' },
      answer: ({ c }) => accounts.signOut(c.req.raw),
    },
  ];
}

/** Only a page of ours: not `//elsewhere`, not `https://elsewhere`, not `/\elsewhere`. */
export function ownPath(next: string | undefined): string {
  const here = 'http://regulars.invalid';
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return '/';
  const url = new URL(next, here);
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : '/';
}

const usedPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign-in link</title></head>
<body><main><h1>This link does not sign in any more</h1>
<p>A sign-in link works once, within 15 minutes. Start Regulars again, or run <code>regulars start</code> where it is installed, to get a new one.</p>
<p><a href="/">Go to Regulars</a></p></main></body>
</html>`;
