import { invariant } from '../errors.ts';
import { groupCommit } from '../group-commit.ts';
import { type Principal, type World, withReadScope, withScope } from '../scope.ts';
import type { Caller } from './caller.ts';
import type { ContractEndpoint, Visit } from './endpoints.ts';

/** Does what a request asks of a door, for a caller whom the guard has let in; `visit` where the door looks at the browser. */
export function performing(
  world: World,
  { door, method }: Pick<ContractEndpoint, 'door' | 'method'>,
): (caller: Caller | null, input: unknown, visit?: Visit) => Promise<unknown> {
  if (door.asks === 'scope') {
    const transact = method === 'GET' ? withReadScope : withScope;
    return (caller, input) => transact(world, principalOf(caller), (scope) => door.call(scope, input));
  }
  if (door.asks === 'group') {
    const perform = groupCommit(world, door);
    return (caller, input) => perform(principalOf(caller), input);
  }
  if (door.asks === 'visit') {
    return async (_, input, visit) => {
      invariant(visit, 'a visit is looked at where there is one');
      return await door.call(visit, input);
    };
  }
  return async (caller) => {
    invariant(caller, 'whoever is asked about is there');
    return await door.call(caller);
  };
}

function principalOf(caller: Caller | null): Principal {
  invariant(caller?.principal, 'the guard let somebody in');
  return caller.principal;
}
