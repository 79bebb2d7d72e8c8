/**
 * Tells zod, which comes with the contract, not to try `new Function`: the policy refuses it, and the browser would
 * report every attempt. It must be imported before anything that builds a schema.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
