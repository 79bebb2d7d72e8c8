import { workerData } from 'node:worker_threads';
import { connect } from './database.ts';
import type { ThreadWork } from './thread.ts';

/** Begins a thread (`thread.ts`): calls the one function it is for, with connections of its own. */
const { url, principal, module, name } = workerData as ThreadWork;
const databases = connect(url, { size: 1 });
try {
  const { [name]: work } = await import(module);
  await work({ databases }, principal);
} finally {
  await databases.close();
}
