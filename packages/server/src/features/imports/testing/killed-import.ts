import { permissions } from '@regulars/contract/base.ts';
import { connect } from '../../../platform/database.ts';
import { systemPrincipal } from '../../../platform/scope.ts';
import { importFile } from '../imports.ts';

// "A killed process" of the tests: takes a file in and kills itself when it comes to a step.

const [url = '', organizationId = '', path = '', killAt = ''] = process.argv.slice(2);
await importFile({ databases: connect(url) }, systemPrincipal(organizationId, 'test', permissions), {
  path,
  fileName: 'killed.csv',
  onProgress: ({ step }) => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
