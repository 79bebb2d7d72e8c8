/**
 * What the caller can mend. The code is part of the interface and lives beside the feature that refuses;
 * everything that is not a Refusal is a fault and flies.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  /** HTTP status that fits: 400 malformed, 403 not allowed, 404 unknown, 409 in the way of another, 422 not possible. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429;
  /** Where it went wrong, when that can be named: a field's path, a row. */
  readonly where: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: Refusal['status']; where?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 422;
    this.where = options.where;
  }
}

/** A truth the code relies on. Its failure is a fault of ours, never of the caller. */
export function invariant(truth: unknown, message: string): asserts truth {
  if (!truth) throw new Error(`invariant: ${message}`);
}

/** Another transaction got there first (the same new customer, the same new order): the whole transaction is to be run again. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}
