import { expect, test } from 'vitest';
import { assertShallow, readJsonText } from './json-body.ts';

const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  new Request('http://shop.test/', { method: 'POST', body, headers: { 'content-type': type } });

test('JSON comes through as it was sent', async () => {
  expect(await readJsonText(post('{"a":[1,"[[[[\\"{{"]}'))).toBe('{"a":[1,"[[[[\\"{{"]}');
  expect(await readJsonText(post('{}', 'application/json; charset=utf-8'))).toBe('{}');
  expect(await readJsonText(new Request('http://shop.test/', { method: 'POST' }))).toBeNull();
});

test.each([
  ['not JSON', '{', 'malformed_json'],
  ['not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 'malformed_json'],
  ['7 000 arrays deep', '['.repeat(7000) + ']'.repeat(7000), 'json_too_deep'],
  ['7 000 objects deep', '{"a":'.repeat(7000), 'json_too_deep'],
])('%s is refused', async (_, body, code) => {
  await expect(readJsonText(post(body))).rejects.toMatchObject({ code, status: 400 });
});

test('a form is not JSON, whatever it holds', async () => {
  await expect(readJsonText(post('{}', 'text/plain'))).rejects.toMatchObject({ code: 'json_expected' });
  await expect(readJsonText(post('a=1', 'application/x-www-form-urlencoded'))).rejects.toMatchObject({
    code: 'json_expected',
  });
  await expect(readJsonText(post('{}', 'application/jsonp'))).rejects.toMatchObject({ code: 'json_expected' });
});

test('more than a megabyte is refused, also when the length was not told or told wrong', async () => {
  const big = `"${'a'.repeat(1024 * 1024)}"`;
  await expect(readJsonText(post(big))).rejects.toMatchObject({ code: 'body_too_large', status: 413 });
  const parts = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 20; part++) controller.enqueue(new Uint8Array(100_000));
      controller.close();
    },
  });
  const streamed = new Request('http://shop.test/', { method: 'POST', body: parts, duplex: 'half' } as RequestInit); // duplex is missing in the types
  await expect(readJsonText(streamed)).rejects.toMatchObject({ code: 'body_too_large' });
});

test('brackets in strings are text', () => {
  expect(() => assertShallow(JSON.stringify({ a: '['.repeat(1000), b: '\\"{{{'.repeat(100) }))).not.toThrow();
  expect(() => assertShallow(`${'['.repeat(32)}${']'.repeat(32)}`)).not.toThrow();
  expect(() => assertShallow(`${'['.repeat(33)}${']'.repeat(33)}`)).toThrow('at most 32 deep');
});
