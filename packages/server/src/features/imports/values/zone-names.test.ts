import { expect, test } from 'vitest';
import { isTimeZone } from './moments.ts';
import { zoneNamed } from './zone-names.ts';

test('every zone that a name stands for is one', () => {
  const names = `Eastern Standard Time, GMT Standard Time, Romance Standard Time, FLE Standard Time, India Standard Time,
    Midway Island, Hawaii, Arizona, Nuku'alofa, Chatham Is., Mid-Atlantic, Kyiv, Tokyo, Sao Paulo, EST, CEST`;
  const zones = names.split(/,\s+/).map((name) => [name, isTimeZone(zoneNamed(name) ?? '')]);
  expect(zones.filter(([, isZone]) => !isZone)).toEqual([]);
});
