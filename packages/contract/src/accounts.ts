import * as z from 'zod';
import { endpoint, instant, text } from './base.ts';

/** A password is long rather than odd (NIST SP 800-63B). */
export const shortest_password = 10;
export const longest_password = 128;

const email = z.email().max(200);
const token = z.string().min(1).max(200);
const newPassword = z
  .string()
  .min(shortest_password, { error: `at least ${shortest_password} characters` })
  .max(longest_password, { error: `at most ${longest_password} characters` });

export const openSession = z.object({
  session_id: z.string(),
  /** The browser, as it calls itself; null: unknown. */
  user_agent: z.string().nullable(),
  began_at: instant,
  /** When it was last prolonged: once a day while it is used. */
  used_at: instant,
  ends_at: instant,
  is_this: z.boolean(),
});
export type OpenSession = z.infer<typeof openSession>;

const tags = ['Account'];
const nothing = z.object({});

export const accountsContract = {
  /** Whether this install still waits for its owner. 404 as soon as it does not. */
  setUpState: endpoint('public')
    .route({ method: 'GET', path: '/set-up', summary: 'Whether this install waits to be set up', tags })
    .input(z.object({ token }))
    .output(nothing),
  /** The first account of an install: once, with the token that the server printed. Signs in. */
  setUp: endpoint('public')
    .route({ method: 'POST', path: '/set-up', summary: 'The first account of this install', tags })
    .input(z.object({ token, name: text(100), email, password: newPassword }))
    .output(nothing),
  signIn: endpoint('public')
    .route({ method: 'POST', path: '/account/sign-in', summary: 'Signs a browser in', tags })
    .input(z.object({ email, password: z.string().min(1).max(longest_password) }))
    .output(nothing),
  /** The same answer whether there is such an account or not. */
  forgotPassword: endpoint('public')
    .route({ method: 'POST', path: '/account/forgot-password', summary: 'Sends a link to choose a password', tags })
    .input(z.object({ email }))
    .output(nothing),
  /** Ends every session of the account. */
  choosePassword: endpoint('public')
    .route({ method: 'POST', path: '/account/choose-password', summary: 'Chooses a password by the link sent', tags })
    .input(z.object({ token, password: newPassword }))
    .output(nothing),
  account: endpoint('account:own')
    .route({ method: 'GET', path: '/account', summary: 'The account that is signed in', tags })
    .output(
      z.object({
        name: z.string(),
        /** Null: the owner of this machine, who comes by its link alone. */
        email: z.string().nullable(),
        sessions: z.array(openSession),
      }),
    ),
  endSession: endpoint('account:own')
    .route({ method: 'POST', path: '/account/sessions/{session_id}/end', summary: 'Ends a session', tags })
    .input(z.object({ session_id: z.string().max(64) }))
    .output(nothing),
  endOtherSessions: endpoint('account:own')
    .route({ method: 'POST', path: '/account/sessions/end-others', summary: 'Ends every other session', tags })
    .output(z.object({ ended: z.int() })),
};
