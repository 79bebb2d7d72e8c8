export type EmbeddedErrorCode =
  | 'home_in_use'
  | 'permission_denied'
  | 'disk_full'
  | 'binaries_missing'
  | 'binaries_unusable'
  | 'no_unprivileged_user'
  | 'user_without_name'
  | 'record_unreadable'
  | 'data_unreachable'
  | 'data_missing'
  | 'data_foreign'
  | 'data_other_version'
  | 'initdb_failed'
  | 'start_failed'
  | 'start_too_slow'
  | 'port_taken'
  | 'orphan_stays'
  | 'login_refused';

/** What went wrong with the embedded database, in words for the person at the terminal. `logLines`: the end of PostgreSQL's own log, where it has something to say. */
export class EmbeddedError extends Error {
  override readonly name: string = 'EmbeddedError';
  readonly code: EmbeddedErrorCode;
  readonly logLines: readonly string[];

  constructor(
    code: EmbeddedErrorCode,
    message: string,
    { cause, logLines = [] }: { cause?: unknown; logLines?: readonly string[] } = {},
  ) {
    super(logLines.length === 0 ? message : `${message}\n${logLines.map((line) => `  | ${line}`).join('\n')}`, {
      cause,
    });
    this.code = code;
    this.logLines = logLines;
  }
}

/** Another process holds this home. `pid` is null when the holder cannot be seen from here (a container beside ours). */
export class HomeInUse extends EmbeddedError {
  override readonly name = 'HomeInUse';
  readonly pid: number | null;

  constructor(folder: string, pid: number | null) {
    const holder =
      pid === null ? 'another process that cannot be seen from here (another container?)' : `process ${pid}`;
    super('home_in_use', `${folder} is in use by ${holder}. Stop that one first, or choose another folder.`);
    this.pid = pid;
  }
}

/** Names what the file system refuses; everything else passes as it is. */
export function named(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof EmbeddedError) return error;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new EmbeddedError('disk_full', `The disk is full: ${error.message}`, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EmbeddedError('permission_denied', `Not allowed: ${error.message}`, { cause: error });
    default:
      return error;
  }
}

/** Names what PostgreSQL's own last words tell; `otherwise` when they tell nothing we know. */
export function namedByLog(otherwise: EmbeddedErrorCode, message: string, logLines: readonly string[]): EmbeddedError {
  const text = logLines.join('\n');
  const says = causes.find(({ pattern }) => pattern.test(text));
  return new EmbeddedError(says?.code ?? otherwise, says ? `${message} ${says.hint}` : message, { logLines });
}

const causes: readonly { pattern: RegExp; code: EmbeddedErrorCode; hint: string }[] = [
  { pattern: /No space left on device|Disk quota exceeded/, code: 'disk_full', hint: 'The disk is full.' },
  {
    pattern: /could not bind|Address already in use/,
    code: 'port_taken',
    hint: 'Its port was taken by another program.',
  },
  {
    pattern: /could not look up effective user ID/,
    code: 'user_without_name',
    hint: 'The user that runs this has no entry in /etc/passwd, which PostgreSQL needs.',
  },
  {
    pattern: /Permission denied|has wrong ownership|invalid permissions/,
    code: 'permission_denied',
    hint: 'A file of the data folder may not be read or written.',
  },
];
