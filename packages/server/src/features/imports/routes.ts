import { importsContract } from '@regulars/contract/imports.ts';
import { contractEndpoints } from '../../platform/http/endpoints.ts';
import { fileEndpoints } from './files.ts';
import { cancelImport, importDetail, listImports, previewImport, readAs, runImport, undoImport } from './imports.ts';

export const importsRoutes = [
  ...contractEndpoints('imports', importsContract, {
    list: listImports,
    get: importDetail,
    read: readAs,
    preview: previewImport,
    run: runImport,
    cancel: cancelImport,
    undo: undoImport,
  }),
  ...fileEndpoints,
];
