import { errorText, statusOf } from '../../ui/widget/error-text.ts';

/** What a reader can make of a file that the server did not take, or of a step of an import that it refused. */
export function importErrorText(error: unknown): string {
  const { detail, where } = problemOf(error);
  const status = statusOf(error);
  if (status === 403) return 'Your account may not bring in files.';
  if (detail === undefined || status === undefined || status >= 500) return errorText(error);
  return where === undefined ? detail : `${detail} (${where})`;
}

/** Whether the same file, sent once more, may fare better: the line was down, or the server could not. */
export function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 401 || status === 429 || status >= 500;
}

function problemOf(error: unknown): { detail?: string | undefined; where?: string | undefined } {
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  if (typeof data !== 'object' || data === null) return {};
  const text = (name: string) => {
    const value: unknown = Reflect.get(data, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { detail: text('detail'), where: text('where') };
}
