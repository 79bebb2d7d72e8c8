import { type ImportSummary, importSummary } from '@regulars/contract/imports.ts';

/** A file on its way to the server. */
export interface Sending {
  import: Promise<ImportSummary>;
  cancel: () => void;
}

export type SendFile = (file: File, onSent: (bytes: number) => void) => Sending;

/** Sends files to an organization. By XMLHttpRequest, as `fetch` does not tell how far an upload has come. */
export function sendFileTo(organization: string): SendFile {
  return (file, onSent) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.open('POST', `/api/v1/imports?${new URLSearchParams({ file_name: file.name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-regulars-organization', organization);
    // Closing the page would break off what is on its way: the browser asks first.
    addEventListener('beforeunload', askFirst);
    const answered = answerOf(request).finally(() => removeEventListener('beforeunload', askFirst));
    request.send(file);
    return { import: answered, cancel: () => request.abort() };
  };
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Refused: an error with `status` and the server's problem as `data`, as the client's own errors are. */
function answerOf(request: XMLHttpRequest): Promise<ImportSummary> {
  return new Promise((resolve, reject) => {
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status !== 201) return reject(refused(request.status, body));
      const told = importSummary.safeParse(body);
      if (told.success) return resolve(told.data);
      return reject(refused(502, body));
    };
    request.onerror = () => reject(new Error('The line was lost'));
    request.onabort = () => reject(new Error('Cancelled'));
  });
}

function refused(status: number, data: unknown): Error {
  return Object.assign(new Error(`The server refused the file (${status})`), { status, data });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
