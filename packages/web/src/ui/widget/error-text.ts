/** What a reader can make of a failed call. */
export function errorText(error: unknown): string {
  const status = statusOf(error);
  if (status === undefined) return 'The server did not answer. Is it running, and are you online?';
  if (status === 403) return 'Your account may not see this.';
  if (status === 404) return 'The server knows nothing under this address.';
  if (status === 429) return 'Too many questions at once. Give it a moment.';
  if (status >= 500) return `The server could not work this out (error ${status}).`;
  return detailOf(error) ?? `The server refused the question (error ${status}).`;
}

/** The sentence in the server's problem document (RFC 9457), which the client hands on as `data`. */
function detailOf(error: unknown): string | undefined {
  const data = isRecord(error) ? error.data : undefined;
  return isRecord(data) && typeof data.detail === 'string' ? data.detail : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The HTTP status of a failed call; undefined when the server never answered. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}
