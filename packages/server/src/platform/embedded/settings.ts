import { totalmem } from 'node:os';

/**
 * How our PostgreSQL is set, all by command line, so that an older data folder has today's settings as well and we write
 * nothing into a folder that another user owns. `own` are the caller's, on top, except for what keeps it private.
 */
export function settingsFor({ port, own }: { port: number; own: Readonly<Record<string, string>> }): string[] {
  const settings = { ...comfort, ...own, ...privacy, port: String(port) };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const comfort = {
  shared_buffers: `${sharedBuffersMb(memoryMb())}MB`,
  max_connections: '100',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // Its start costs more than it saves in queries of a few hundred milliseconds.
  jit: 'off',
  fsync: 'on',
  min_wal_size: '160MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_logical_replication_workers: '0',
  // In a container /dev/shm is often 64 MB, too little for parallel queries; System V memory has no such bound.
  ...(process.platform === 'linux' && { dynamic_shared_memory_type: 'sysv' }),
};

const privacy = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // The log tells of the server's own life. Errors of queries go to their caller: in a log they would carry customers' data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
};

/** A part of the machine that leaves the most of it to everybody else; what is not used of it is not taken. */
export function sharedBuffersMb(memory_mb: number): number {
  return Math.min(1024, Math.max(128, Math.floor(memory_mb / 16)));
}

/** Of the machine, or of the container it is in. */
function memoryMb(): number {
  const bound = process.constrainedMemory();
  const bytes = bound > 0 ? Math.min(bound, totalmem()) : totalmem();
  return bytes / 2 ** 20;
}
