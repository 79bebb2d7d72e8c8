import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../testing/house.ts';
import { Refusal } from './errors.ts';
import { groupCommit } from './group-commit.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Told {
  about: string;
  isBad?: boolean;
}

/** A door that notes which inputs came together, and refuses bad ones. */
function door() {
  const groups: string[][] = [];
  const perform = groupCommit(house.world, {
    subjectOf: (input) => (input as Told).about,
    callEach: async (scope, inputs) => {
      const told = inputs as readonly Told[];
      groups.push(told.map(({ about }) => about));
      await sleep(20);
      const bad = told.find(({ isBad }) => isBad);
      if (bad) throw new Refusal('bad', `${bad.about} is bad`);
      return told.map(({ about }) => `${scope.organizationId} ${about}`);
    },
  });
  return { groups, perform };
}

test('what comes while a transaction runs shares the next one, and everybody is told their own', async () => {
  const { groups, perform } = door();
  const { principal } = house.tea;
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((about) => perform(principal, { about })));
  expect(answers).toEqual(['a', 'b', 'c', 'd', 'e'].map((about) => `${principal.organizationId} ${about}`));
  expect(groups.toSorted()).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
});

test('principals share nothing', async () => {
  const { groups, perform } = door();
  const asked = [house.tea, house.tea, house.tea, house.rival].map((merchant, at) =>
    perform(merchant.principal, { about: `${at}` }),
  );
  expect(await Promise.all(asked)).toEqual([
    `${house.tea.principal.organizationId} 0`,
    `${house.tea.principal.organizationId} 1`,
    `${house.tea.principal.organizationId} 2`,
    `${house.rival.principal.organizationId} 3`,
  ]);
  expect(groups.flat().toSorted()).toEqual(['0', '1', '2', '3']);
  expect(groups.every((group) => group.length === 1)).toBe(true);
});

test('of two about the same the second waits for the first', async () => {
  const { groups, perform } = door();
  const abouts = ['a', 'b', 'c', 'c', 'd'];
  await Promise.all(abouts.map((about) => perform(house.tea.principal, { about })));
  expect(groups.toSorted()).toEqual([['a'], ['b'], ['c'], ['c', 'd']]);
});

test('a group with a bad one in it is done one by one: the bad one is refused, the others are served', async () => {
  const { groups, perform } = door();
  const told: Told[] = [{ about: 'a' }, { about: 'b' }, { about: 'c' }, { about: 'd', isBad: true }, { about: 'e' }];
  const answers = await Promise.allSettled(told.map((one) => perform(house.tea.principal, one)));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect((answers[3] as PromiseRejectedResult).reason).toMatchObject({ code: 'bad', message: 'd is bad' });
  expect(groups.toSorted()).toEqual([['a'], ['b'], ['c'], ['c', 'd', 'e'], ['d'], ['e']]);
  expect(await perform(house.tea.principal, { about: 'f' })).toBe(`${house.tea.principal.organizationId} f`);
});

test('checkouts told at once over HTTP are each recorded once, with their own answers', async () => {
  const order = (id: string, price: number) => ({
    source: 'till',
    external_id: id,
    kind: 'sale',
    channel: 'pos',
    placed_at: '2026-01-05T10:00:00Z',
    paid_at: '2026-01-05T10:00:00Z',
    customer: { external_id: `c${id}` },
    lines: [{ name: 'Tea', quantity: 1, unit_price: price }],
  });
  const tell = async (body: object) => {
    const response = await house.ask('/api/v1/orders', {
      key: house.tea.key.secret,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { id: string; outcome: string; code: string } };
  };
  const told = Array.from({ length: 30 }, (_, at) => order(`${at}`, at === 7 ? -5 : 1 + at));
  const answers = await Promise.all([...told, told[3]!].map(tell));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
  expect(answers[7]).toMatchObject({ status: 422, body: { code: 'negative_total' } });
  const twice = [answers[3]!, answers[30]!];
  expect(twice[0]!.body.id).toBe(twice[1]!.body.id);
  expect(twice.map(({ body }) => body.outcome).toSorted()).toEqual(['created', 'unchanged']);
  const ids = answers.filter(({ status }) => status === 200).map(({ body }) => body.id);
  expect(new Set(ids).size).toBe(29);
});
