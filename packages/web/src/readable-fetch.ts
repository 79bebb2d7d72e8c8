/**
 * The client reads an answer as JSON only when it is called `application/json`; a problem document (RFC 9457) would come
 * as an opaque file, and the sentence in it would be lost.
 */
export const readableFetch: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) return answer;
  const headers = new Headers(answer.headers);
  headers.set('content-type', 'application/json');
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
};
