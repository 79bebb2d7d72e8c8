import { accountsContract } from '@regulars/contract/accounts.ts';
import { contractEndpoints, lookingAtVisit } from '../../platform/http/endpoints.ts';
import type { SignIn } from './accounts.ts';

export const accountsRoutes = (signIn: SignIn) =>
  contractEndpoints('accounts', accountsContract, {
    setUpState: lookingAtVisit((_, told) => signIn.setUpState(told)),
    setUp: lookingAtVisit((visit, told) => signIn.setUp(visit, told)),
    signIn: lookingAtVisit((visit, told) => signIn.signIn(visit, told)),
    forgotPassword: lookingAtVisit((visit, told) => signIn.forgotPassword(visit, told)),
    choosePassword: lookingAtVisit((visit, told) => signIn.choosePassword(visit, told)),
    account: lookingAtVisit((visit) => signIn.account(visit)),
    endSession: lookingAtVisit((visit, told) => signIn.endSession(visit, told)),
    endOtherSessions: lookingAtVisit((visit) => signIn.endOtherSessions(visit)),
  });
