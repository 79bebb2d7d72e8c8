import { expect, test } from 'vitest';
import { unpack } from './packed-values.ts';

test('values are packed with their names, which may hold the marks themselves', () => {
  const keys = ['name', 'quantity', 'total'] as const;
  expect(unpack('name:Mug|quantity:2|total:10.00', keys)).toEqual({ name: 'Mug', quantity: '2', total: '10.00' });
  expect(unpack('name:Mug | blue: large|meta:Engraved:yes|no|total:1', keys)).toEqual({
    name: 'Mug | blue: large',
    total: '1',
  });
  expect(unpack('name:Mug|_variation_id:7|name:Cup', keys)).toEqual({ name: 'Mug' });
  expect(unpack('', keys)).toEqual({});
  expect(unpack('a plate', keys)).toEqual({});
});
