import { permissions } from '@regulars/contract/base.ts';
import { connect } from '../../../platform/database.ts';
import { systemPrincipal } from '../../../platform/scope.ts';
import { takeFile } from './take-file.ts';

// "A killed process" of the tests: takes a file in and kills itself when it comes to a step.

const [url = '', organizationId = '', path = '', killAt = ''] = process.argv.slice(2);
const shop = { world: { databases: connect(url) }, principal: systemPrincipal(organizationId, 'test', permissions) };
await takeFile(shop, path, {
  onProgress: ({ step }) => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
